package io.github.accessentries.migration;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredAccess;
import java.util.List;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * How the mappings of {@code aws-auth} become access entries, and the proof that nobody gains or loses anything by it.
 * Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class MigrationPlan {

    MigrationPlan() {}

    /**
     * Starts with nothing set. All but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the entries to be made; it owns nothing beside them} */
    public abstract DesiredAccess desired();

    /** {@return what becomes of each mapping, in the order of the ConfigMap} */
    public abstract List<MappingOutcome> outcomes();

    /** {@return what would change for whom if the entries were made and the ConfigMap no longer heeded} */
    public abstract ModelComparison proof();

    /**
     * The mappings that no access entry can take the place of.
     *
     * @return their outcomes
     */
    public final List<MappingOutcome> gaps() {
        return outcomes().stream().filter(outcome -> outcome.kind() == Kind.GAP).toList();
    }

    /**
     * Whether the ConfigMap can be left behind: there is no gap, and nobody could do more or less without it.
     *
     * @return {@code true} if so
     */
    public final boolean isProven() {
        return gaps().isEmpty() && proof().isEmpty();
    }

    /**
     * The plan as a person reads it before saying yes.
     *
     * @return several lines
     */
    @Override
    public final String toString() {
        String lines = outcomes().stream().map(outcome -> outcome + "\n").collect(Collectors.joining());
        return (outcomes().isEmpty() ? "aws-auth maps nobody\n" : lines) + verdict();
    }

    private String verdict() {
        if (isProven()) {
            return "Proven: everybody can do exactly what they could.";
        }
        return "Not proven: " + gaps().size() + " mappings have no entry in their place."
                + (proof().isEmpty() ? "" : " Without the ConfigMap this would change:\n" + proof());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableMigrationPlan.Builder {
        Builder() {}
    }
}
