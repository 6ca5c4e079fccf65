package io.github.accessentries.migration;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryRules;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.UsernameTemplate;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.principal.ArnKey;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares a cluster that uses {@code aws-auth} with the same cluster when it uses access entries only.
 *
 * @param entries the entries that the cluster has
 * @param rbac its RBAC objects
 */
record MigrationProof(List<AccessEntry> entries, RbacObjects rbac) {

    /** The same cluster with other objects of RBAC. */
    MigrationProof with(RbacObjects others) {
        return new MigrationProof(entries, others);
    }

    /** The ConfigMap without the mappings that let nobody in. */
    static AwsAuth heeded(AwsAuth awsAuth, Map<ArnMapping, MappingOutcome> outcomes) {
        Set<ArnMapping> idle = outcomes.entrySet().stream()
                .filter(outcome -> outcome.getValue().kind() == Kind.IDLE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return AwsAuth.builder()
                .roles(awsAuth.roles().stream()
                        .filter(role -> !idle.contains(role))
                        .toList())
                .users(awsAuth.users().stream()
                        .filter(user -> !idle.contains(user))
                        .toList())
                .accounts(awsAuth.accounts())
                .build();
    }

    /** The cluster name of entries that do not exist yet. */
    private static final String ANY_CLUSTER = "aws-auth";

    /**
     * The cluster as the ConfigMap lets it be.
     *
     * @param awsAuth what the ConfigMap says
     * @param leftOut principals whose entries do not count, so that their mappings do
     */
    AccessModel before(AwsAuth awsAuth, Collection<PrincipalArn> leftOut) {
        return ClusterAccess.builder()
                .entries(without(leftOut))
                .rbac(rbac)
                .awsAuth(awsAuth)
                .build();
    }

    /** The cluster with the new and the completed entries as EKS keeps them, using access entries only. */
    AccessModel after(Collection<DesiredEntry> candidates) {
        List<AccessEntry> all =
                without(candidates.stream().map(DesiredEntry::principal).toList());
        candidates.forEach(entry -> all.add(entry.asMade(ANY_CLUSTER)));
        return ClusterAccess.builder()
                .entries(all)
                .rbac(rbac)
                .authenticationMode(AuthenticationMode.API)
                .build();
    }

    private List<AccessEntry> without(Collection<PrincipalArn> leftOut) {
        Set<PrincipalArn> out = Set.copyOf(leftOut);
        return new ArrayList<>(entries.stream()
                .filter(entry -> !out.contains(entry.principal()))
                .toList());
    }

    /** Why the entry is not equivalent to the mapping; empty if it is. */
    Optional<String> difference(ArnMapping mapping, DesiredEntry entry, ModelComparison tried) {
        if (mapping.username().isEmpty()) {
            return boundUserLike(entry.principal())
                    .map(user -> "the mapping has no user name, and the one that EKS would generate can be \"" + user
                            + "\", which a binding names; give the mapping a user name first");
        }
        return changesOf(entry.principal(), tried)
                .map(change ->
                        "no access entry gives exactly the same access" + remedy(mapping) + ":\n" + indented(change));
    }

    /** What a mapping gave that the entry which hides it does not give; empty if it gives everything. */
    static Optional<String> loss(AccessEntry entry, ModelComparison hiding) {
        return changesOf(entry.principal(), hiding)
                .filter(change -> !change.lost().isEmpty())
                .map(change -> "its access entry hides the mapping and gives less; give the entry what is to stay, or"
                        + " remove the mapping:\n" + indented(change));
    }

    /** What may have come from a mapping, and may not come from the entry that hides it; empty if that is certain. */
    static Optional<String> uncertainty(AccessEntry entry, AccessModel byMapping, AccessModel byEntry) {
        Subject principal = new Subject.Principal(entry.principal());
        List<String> doubts = new ArrayList<>(byMapping.doubtsAbout(principal));
        doubts.removeAll(byEntry.doubtsAbout(principal));
        return doubts.isEmpty()
                ? Optional.empty()
                : Optional.of("its access entry hides the mapping, and it is not known whether it gives as much: "
                        + String.join("; ", doubts));
    }

    private static Optional<SubjectComparison> changesOf(PrincipalArn whose, ModelComparison comparison) {
        String key = ArnKey.of(whose);
        return comparison.changes().stream()
                .filter(change -> change.subject() instanceof Subject.Principal principal
                        && ArnKey.of(principal.arn()).equals(key))
                .findFirst();
    }

    private static String remedy(ArnMapping mapping) {
        List<String> reserved =
                mapping.groups().stream().filter(EntryRules::isReserved).toList();
        return reserved.isEmpty()
                ? ""
                : "; access entries cannot name the groups " + reserved + ", so bind their permissions to a group of"
                        + " your own, or have the migration move the bindings";
    }

    private static String indented(SubjectComparison change) {
        return change.toString().lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }

    /** A user in the bindings whose name a session of the principal can have. */
    private Optional<String> boundUserLike(PrincipalArn principal) {
        UsernameTemplate generated = UsernameTemplate.of(EntryRules.generatedUsername(principal));
        return rbac.bindings().stream()
                .flatMap(binding -> binding.subjects().stream())
                .filter(subject -> subject.kind().equals("User"))
                .map(RbacSubject::name)
                .filter(generated::canBe)
                .findFirst();
    }
}
