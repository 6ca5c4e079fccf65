package io.github.accessentries.migration;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredAccess;
import java.util.List;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * How the mappings of {@code aws-auth} become access entries, and the proof that no principal gains or loses
 * permissions. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class MigrationPlan {

    MigrationPlan() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the entries to create; the state owns no others} */
    public abstract DesiredAccess desired();

    /** {@return the outcome for each mapping, in the order of the ConfigMap} */
    public abstract List<MappingOutcome> outcomes();

    /** {@return how permissions would change if the entries were created and the ConfigMap no longer used} */
    public abstract ModelComparison proof();

    /**
     * The mappings that no access entry can replace.
     *
     * @return their outcomes
     */
    public final List<MappingOutcome> gaps() {
        return outcomes().stream().filter(outcome -> outcome.kind() == Kind.GAP).toList();
    }

    /**
     * Whether the ConfigMap is no longer needed: there is no gap, and no permission would change without it.
     *
     * @return {@code true} if so
     */
    public final boolean isProven() {
        return gaps().isEmpty() && proof().isEmpty();
    }

    /**
     * The plan as text for review.
     *
     * @return several lines
     */
    @Override
    public final String toString() {
        String lines = outcomes().stream().map(outcome -> outcome + "\n").collect(Collectors.joining());
        return (outcomes().isEmpty() ? "aws-auth has no mappings\n" : lines) + verdict();
    }

    private String verdict() {
        if (isProven()) {
            return "Proven: no permission changes.";
        }
        return "Not proven: " + gaps().size() + " mappings have no access entry to replace them."
                + (proof().isEmpty() ? "" : " Without the ConfigMap, access would change:\n" + proof());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableMigrationPlan.Builder {
        Builder() {}
    }
}
