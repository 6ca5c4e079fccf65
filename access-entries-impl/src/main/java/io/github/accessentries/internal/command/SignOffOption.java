package io.github.accessentries.internal.command;

import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The dangers that a person has looked at and means. */
final class SignOffOption {

    @Option(
            names = "--sign-off",
            paramLabel = "FINDING",
            description = "The name of a finding that is meant, as the plan tells it; may be repeated.")
    private List<String> names = new ArrayList<>();

    SignOff signOff() {
        return SignOff.of(names);
    }

    /** Refuses names that no finding can have. */
    void check() {
        for (String name : names) {
            String kind = name.replaceFirst(":.*", "").replaceFirst(".*/", "");
            if (kinds().noneMatch(kind::equals)) {
                throw new IllegalArgumentException(
                        "--sign-off=" + name + " is the name of no finding that there can be; give it as the"
                                + " plan tells it" + Likeness.didYouMean(kind, kinds()));
            }
        }
    }

    /** The names that sign off none of these findings. */
    List<String> without(List<Finding> findings) {
        return names.stream()
                .filter(name ->
                        findings.stream().noneMatch(finding -> SignOff.of(name).covers(finding)))
                .toList();
    }

    private static Stream<String> kinds() {
        return Stream.of(Finding.Kind.values()).map(Finding.Kind::id);
    }
}
