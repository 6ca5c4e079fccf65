package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.awsauth.EffectiveMappings;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.Unchecked.Part;
import java.util.List;
import java.util.Optional;

/**
 * The mapping of {@code aws-auth} that an entry hides.
 *
 * @param entry the entry
 * @param state whether the ConfigMap counts
 * @param knowledge what is known of the ConfigMap and of RBAC
 * @param notes receives what is found
 */
record HiddenMapping(AccessEntry entry, ClusterState state, KnownSources knowledge, DiagnosisNotes notes) {

    void note() {
        if (!state.heedsConfigMap() || isAdministrator()) {
            return;
        }
        Optional<AwsAuth> awsAuth = knowledge.awsAuth();
        if (awsAuth.isEmpty()) {
            notes.notLooked(
                    Part.AWS_AUTH,
                    "aws-auth is unknown, and the entry may hide a mapping that gave more: "
                            + knowledge.withoutAwsAuth());
            return;
        }
        notes.looked("aws-auth");
        EffectiveMappings.of(awsAuth.get()).of(entry.principal()).ifPresent(placed -> compare(placed.mapping()));
    }

    private boolean isAdministrator() {
        return entry.scopeOf(AccessPolicy.CLUSTER_ADMIN)
                .filter(AccessScope::isClusterWide)
                .isPresent();
    }

    private void compare(ArnMapping mapping) {
        ModelComparison hiding = knowledge.model(List.of(), state).compare(knowledge.model(List.of(entry), state));
        boolean loses = hiding.changes().stream()
                .filter(change -> change.subject() instanceof Subject.Principal)
                .anyMatch(change -> !change.lost().isEmpty());
        boolean sameUser =
                entry.groups().containsAll(mapping.groups()) && entry.username().equals(mapping.username());
        // Whatever bindings give to a user, it is no less for the same user with more groups.
        boolean mayLose = hiding.doubts().stream().anyMatch(doubt -> !(sameUser && UnreadSources.isOfRbac(doubt)));
        if (loses || mayLose) {
            notes.add(
                    LockoutCause.HIDES_AWS_AUTH,
                    loses,
                    "its access entry hides what aws-auth gives it, user name " + PlainText.quoted(mapping.username())
                            + " and groups " + PlainText.names(mapping.groups()) + ", and "
                            + (loses ? "gives less" : "may give less"),
                    "give the entry everything that the mapping gave; for system:masters that is"
                            + " AmazonEKSClusterAdminPolicy cluster-wide. Without the entry, the mapping counts again",
                    null);
        }
    }
}
