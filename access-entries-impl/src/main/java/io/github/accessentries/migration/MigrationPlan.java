package io.github.accessentries.migration;

import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredAccess;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the mappings of {@code aws-auth} become access entries, and the proof that nobody gains or loses anything by it.
 * Immutable.
 *
 * @param desired the entries to be made; it owns nothing beside them
 * @param outcomes what becomes of each mapping, in the order of the ConfigMap
 * @param proof what would change for whom if the entries were made and the ConfigMap no longer heeded
 */
public record MigrationPlan(DesiredAccess desired, List<MappingOutcome> outcomes, ModelComparison proof) {

    /**
     * Keeps a copy of the outcomes.
     *
     * @param desired the entries to be made
     * @param outcomes what becomes of each mapping
     * @param proof what would change for whom
     */
    public MigrationPlan {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * The mappings that no access entry can take the place of.
     *
     * @return their outcomes
     */
    public List<MappingOutcome> gaps() {
        return outcomes.stream().filter(outcome -> outcome.kind() == Kind.GAP).toList();
    }

    /**
     * Whether the ConfigMap can be left behind: there is no gap, and nobody could do more or less without it.
     *
     * @return {@code true} if so
     */
    public boolean isProven() {
        return gaps().isEmpty() && proof.isEmpty();
    }

    /**
     * The plan as a person reads it before saying yes.
     *
     * @return several lines
     */
    @Override
    public String toString() {
        String lines = outcomes.stream().map(outcome -> outcome + "\n").collect(Collectors.joining());
        return (outcomes.isEmpty() ? "aws-auth maps nobody\n" : lines) + verdict();
    }

    private String verdict() {
        if (isProven()) {
            return "Proven: everybody can do exactly what they could.";
        }
        return "Not proven: " + gaps().size() + " mappings have no entry in their place."
                + (proof.isEmpty() ? "" : " Without the ConfigMap this would change:\n" + proof);
    }
}
