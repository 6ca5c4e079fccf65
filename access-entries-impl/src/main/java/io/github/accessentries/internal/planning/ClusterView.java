package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.audit.AuditLog;
import io.github.accessentries.internal.calls.EksCalls;
import io.github.accessentries.internal.objects.ClusterObjects;
import io.github.accessentries.internal.principal.ClusterAccount;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.internal.waiting.InParallel;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.RbacObjects;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads what plans need to know about one cluster. Thread-safe.
 *
 * @param calls the calls to EKS
 * @param context what is known beyond the entries
 * @param readParallelism how many entries are read at the same time
 */
record ClusterView(EksCalls calls, PlanContext context, int readParallelism) {

    private static final EntryType NOT_DESCRIBED = EntryType.fromEks("NOT_DESCRIBED");

    String cluster() {
        return calls.cluster();
    }

    /** All entries, except any that is deleted while they are read. */
    List<AccessEntry> entries() {
        return entries(calls.principals());
    }

    List<AccessEntry> entries(Collection<PrincipalArn> principals) {
        return List.copyOf(InParallel.of(List.copyOf(principals), this::read, readParallelism).stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(
                        AccessEntry::principal, Function.identity(), (one, same) -> one, LinkedHashMap::new))
                .values());
    }

    /** What EKS lists but does not describe is shown all the same, if it is of a kind that nothing is known of. */
    private Optional<AccessEntry> read(PrincipalArn principal) {
        try {
            return calls.find(principal);
        } catch (InvalidAccessRequestException e) {
            if (principal.isRoleOrUser()) {
                throw e;
            }
            return Optional.of(AccessEntry.builder()
                    .cluster(cluster())
                    .principal(principal)
                    .type(NOT_DESCRIBED)
                    .username("")
                    .build());
        }
    }

    /** What {@code aws-auth} says; empty if it was not provided or the cluster does not use it. */
    Optional<AwsAuth> heededAwsAuth() {
        return context.awsAuth().filter(mappings -> calls.facts().mode() != AuthenticationMode.API);
    }

    /** What gives access beside the entries, as it is now. */
    Surroundings surroundings() {
        if (context.kubernetes().isEmpty()) {
            return Surroundings.of(context);
        }
        // Before RBAC, so that nothing that is made meanwhile is taken for missing.
        AuthenticationMode mode = calls.facts().mode();
        AwsAuth awsAuth = mode == AuthenticationMode.API
                ? AwsAuth.none()
                : context.awsAuth().orElseGet(AwsAuth::none);
        return new Surroundings(context, context.kubernetes().map(RbacObjects::read), awsAuth, mode);
    }

    /** What gives access beside the entries and, where it cannot be read, at least whether {@code aws-auth} counts. */
    Surroundings surroundingsOfPlan() {
        return context.kubernetes().isPresent()
                ? surroundings()
                : Surroundings.of(context, calls.facts().mode());
    }

    /** The way to write objects; empty if the cluster's own API is unknown, or can only be read. */
    Optional<ClusterObjects> objects() {
        return context.kubernetes()
                .filter(WritableKubernetesApi.class::isInstance)
                .map(api -> new ClusterObjects(cluster(), (WritableKubernetesApi) api, AuditLog.standard()));
    }

    /** The account of the cluster; empty if neither its entries nor EKS tell it. */
    Optional<ClusterAccount> account(Collection<AccessEntry> entries) {
        return ClusterAccount.of(entries)
                .or(() -> ClusterAccount.ofArn(calls.facts().arn()));
    }

    /** What IAM knows of the principals of entries, asked for all of them at once. */
    DeadEntries dead(List<AccessEntry> entries) {
        DeadEntries dead = new DeadEntries(context.directory());
        ask(dead, entries);
        return dead;
    }

    /** Asks IAM about more entries, for all of them at once. */
    void ask(DeadEntries dead, List<AccessEntry> more) {
        if (context.directory().isPresent()) {
            InParallel.of(more, dead::life, readParallelism);
        }
    }
}
