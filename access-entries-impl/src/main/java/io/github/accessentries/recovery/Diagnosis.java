package io.github.accessentries.recovery;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * The obstacle to deal with first.
     *
     * @return it, empty if nothing was found
     */
    public final Optional<Obstacle> first() {
        return obstacles().stream().findFirst();
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
        lines.add(attempt() + " on cluster " + PlainText.name(cluster()) + " (mode " + mode() + "): "
                + (obstacles().isEmpty()
                        ? "found nothing that keeps it out"
                        : "found " + obstacles().size()));
        for (int i = 0; i < obstacles().size(); i++) {
            Obstacle obstacle = obstacles().get(i);
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
