package io.github.accessentries.internal.command;

import io.github.accessentries.plan.SignOff;
import java.util.ArrayList;
import java.util.List;
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
}
