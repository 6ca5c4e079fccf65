package io.github.accessentries.recovery;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.immutables.value.Value;

/**
 * What keeps a principal out of a cluster, as far as could be seen. That nothing was found says no more than that it is none of
 * what was looked at. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Diagnosis {

    Diagnosis() {}

    /**
     * Starts without obstacles. Cluster, attempt and mode are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return what was asked about, without its token} */
    public abstract AccessAttempt attempt();

    /** {@return the authentication mode of the cluster} */
    public abstract AuthenticationMode mode();

    /** {@return what was found: first what certainly keeps the principal out, each part in the order in which an attempt meets it} */
    public abstract List<Obstacle> obstacles();

    /** {@return what was looked at} */
    public abstract List<String> checked();

    /** {@return what could not be looked at, so that more may keep the principal out} */
    public abstract List<Unchecked> unchecked();

    /**
     * What certainly keeps the principal out.
     *
     * @return those obstacles, in their order
     */
    public final List<Obstacle> certain() {
        return obstacles().stream().filter(Obstacle::isCertain).toList();
    }

    /**
     * What may keep the principal out: something that was not looked at decides. That there is something does not say that the
     * principal is kept out.
     *
     * @return those obstacles, in their order
     */
    public final List<Obstacle> possible() {
        return obstacles().stream().filter(obstacle -> !obstacle.isCertain()).toList();
    }

    /**
     * The obstacle to deal with first: a {@linkplain #certain() certain} one, and a {@linkplain #possible() possible} one only where
     * none is certain.
     *
     * @return it, empty if nothing was found
     */
    public final Optional<Obstacle> first() {
        return Stream.of(certain(), possible()).flatMap(List::stream).findFirst();
    }

    /**
     * What was found, in a few words, which count nothing that is only possible as an obstacle.
     *
     * @return for example {@code 1 obstacle; 2 more are possible, not certain}
     */
    public final String verdict() {
        int certain = certain().size();
        int possible = possible().size();
        if (certain == 0) {
            return possible == 0
                    ? "nothing was found that keeps it out"
                    : "nothing certainly keeps it out, but " + Counted.of(possible, "thing") + " may";
        }
        return Counted.of(certain, "obstacle")
                + (possible == 0
                        ? ""
                        : "; " + possible + " more " + (possible == 1 ? "is" : "are") + " possible, not certain");
    }

    /**
     * The causes of the obstacles.
     *
     * @return one for each, in their order
     */
    public final List<LockoutCause> causes() {
        return obstacles().stream().map(Obstacle::cause).toList();
    }

    /**
     * The diagnosis as text.
     *
     * @return what was found and what to do about it, what was looked at, and what was not
     */
    @Override
    public final String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(attempt() + " on cluster " + PlainText.name(cluster()) + " (mode " + mode() + "): " + verdict());
        List<Obstacle> found =
                Stream.of(certain(), possible()).flatMap(List::stream).toList();
        for (int i = 0; i < found.size(); i++) {
            Obstacle obstacle = found.get(i);
            lines.add("  " + (i + 1) + ". " + obstacle.cause().id() + (obstacle.isCertain() ? ": " : " (possible): ")
                    + obstacle.text());
            lines.add("     do: " + obstacle.step());
            obstacle.remedy().ifPresent(remedy -> lines.add("         " + remedy));
        }
        lines.add("  looked at: " + String.join(", ", checked()));
        unchecked().forEach(part -> lines.add("  not looked at: " + part));
        return String.join("\n", lines.stream().map(PlainText::of).toList());
    }

    /** Builds diagnoses. Not thread-safe. */
    public static final class Builder extends ImmutableDiagnosis.Builder {
        Builder() {}
    }
}
