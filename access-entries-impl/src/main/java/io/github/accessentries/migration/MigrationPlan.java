package io.github.accessentries.migration;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.internal.principal.MappedArn;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.Unchecked;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** {@return the entries to create or to complete; the state owns no others} */
    public abstract DesiredAccess desired();

    /** {@return the outcome for each mapping, in the order of the ConfigMap, and then for what could not be read} */
    public abstract List<MappingOutcome> outcomes();

    /** {@return how permissions would change if the entries were created and the ConfigMap no longer used} */
    public abstract ModelComparison proof();

    /** {@return what the proof does not cover, because it was not known; EKS may refuse an entry for it} */
    public abstract List<Unchecked> unchecked();

    /**
     * The mappings that no access entry can replace or whose entry gives less, and what could not be read.
     *
     * @return their outcomes
     */
    public final List<MappingOutcome> gaps() {
        return outcomes().stream().filter(outcome -> outcome.kind() == Kind.GAP).toList();
    }

    /**
     * Whether the ConfigMap is no longer needed once the entries are made: there is no gap, and no permission would change
     * without it, as far as all that grants any was understood.
     *
     * @return {@code true} if so
     */
    public final boolean isProven() {
        return gaps().isEmpty() && proof().isEmpty();
    }

    /**
     * What a person has to accept, each by its name, to leave the ConfigMap although the plan is not proven: each gap, and
     * each change of permissions that comes from no gap.
     *
     * @return the findings, none if the plan is proven
     */
    public final List<Finding> findings() {
        List<Finding> findings =
                new ArrayList<>(gaps().stream().map(MappingOutcome::finding).toList());
        Set<String> told = gaps().stream()
                .map(MappingOutcome::mapping)
                .flatMap(mapping -> MappedArn.of(mapping).stream())
                .map(mapped -> ArnKey.of(mapped.principal()))
                .collect(Collectors.toSet());
        proof().changes().stream()
                .filter(change -> !(change.subject() instanceof Subject.Principal principal
                        && told.contains(ArnKey.of(principal.arn()))))
                .map(change -> Finding.builder()
                        .kind(Finding.Kind.AWS_AUTH_STILL_USED)
                        .subject(change.subject().name())
                        .text("without the ConfigMap, access would change:\n" + change)
                        .build())
                .forEach(findings::add);
        return List.copyOf(findings);
    }

    /** Those about what could not be read: they stop a migration before it makes entries, too. */
    final List<Finding> unreadFindings() {
        return gaps().stream()
                .filter(MappingOutcome::isUnread)
                .map(MappingOutcome::finding)
                .toList();
    }

    /**
     * The plan as text for review.
     *
     * @return several lines
     */
    @Override
    public final String toString() {
        String lines = outcomes().stream().map(outcome -> outcome + "\n").collect(Collectors.joining());
        String open =
                unchecked().stream().map(each -> "Not checked: " + each + "\n").collect(Collectors.joining());
        return (outcomes().isEmpty() ? "aws-auth has no mappings\n" : lines) + open + verdict();
    }

    private String verdict() {
        if (isProven()) {
            return "Proven: no permission changes.";
        }
        return "Not proven: " + Counted.of(gaps().size(), "gap") + "."
                + (proof().isEmpty() && proof().isCertain()
                        ? ""
                        : " Without the ConfigMap, access would change:\n" + proof());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableMigrationPlan.Builder {
        Builder() {}
    }
}
