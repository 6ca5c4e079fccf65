package io.github.accessentries.recovery;

import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.ending.Endings;
import io.github.accessentries.internal.principal.DeadEntries;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans how a principal becomes an administrator, by grants and plans of the library's one engine. For one thread.
 *
 * @param principal a role or user
 * @param entries the entries of the cluster
 * @param state the state of the cluster
 * @param knowledge what is known beyond it
 */
record Restoring(PrincipalArn principal, AccessEntries entries, ClusterState state, KnownSources knowledge) {

    /** The grant that gives the least that makes an administrator. */
    Grant grant() {
        return entries.grant(principal).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide();
    }

    RestorationPlan plan() {
        DiagnosisNotes notes = new DiagnosisNotes();
        RestorationPlan.Builder plan =
                RestorationPlan.builder().cluster(entries.cluster()).principal(principal);
        requirePossible();
        state.cluster()
                .account()
                .filter(account -> !account.has(principal))
                .ifPresent(account -> plan.addFindings(Finding.of(
                        Finding.Kind.FOREIGN_PRINCIPAL,
                        principal,
                        "it belongs to account " + principal.accountId() + " and the cluster to " + account.accountId()
                                + ", so whoever rules that account would decide who administers this cluster")));
        requireInIam(knowledge.inIam(principal, notes));
        if (state.mode() == AuthenticationMode.CONFIG_MAP) {
            plan.mode(AuthenticationMode.API_AND_CONFIG_MAP)
                    .addFindings(oneWay())
                    .changes(toMake())
                    .unchecked(notes.unchecked());
        } else {
            replacement()
                    .ifPresentOrElse(
                            dead -> plan.changes(dead.changes())
                                    .addAllFindings(dead.findings())
                                    .unchecked(dead.unchecked()),
                            () -> plan.changes(grant().changes()).unchecked(notes.unchecked()));
        }
        return plan.build();
    }

    private List<Change> toMake() {
        String reason = "to make it an administrator";
        return List.of(
                new Change.Create(DesiredEntry.builder(principal).build(), reason),
                new Change.Associate(principal, AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide(), reason));
    }

    private static Finding oneWay() {
        return Finding.of(
                Finding.Kind.ONE_WAY_MODE,
                "the mode has to change from CONFIG_MAP to API_AND_CONFIG_MAP, and can never go back; aws-auth stays in"
                        + " effect beside the entries. EKS then also makes an administrator's entry for whoever created the"
                        + " cluster, and entries for nodes; creatorEntry() finds the former");
    }

    /** The plan that replaces an entry whose principal was made again; empty if that is not needed or not known. */
    Optional<AccessPlan> replacement() {
        if (knowledge.inIam(principal, new DiagnosisNotes()).isEmpty()) {
            return Optional.empty();
        }
        Optional<AccessEntry> dead = entries.find(principal)
                .filter(entry ->
                        new DeadEntries(knowledge.directoryOf(principal)).life(entry) == DeadEntries.Life.MADE_AGAIN);
        return dead.map(entry -> entries.plan(DesiredAccess.builder()
                .entry(DesiredEntry.of(asAdministrator(entry)))
                .build()));
    }

    private static AccessEntry asAdministrator(AccessEntry entry) {
        // As an administrator it is to stay, also where it was one for a while.
        AccessEntry staying = Endings.of(entry).staying();
        return AccessEntry.builder()
                .from(staying)
                .policies(Stream.concat(
                                staying.policies().stream()
                                        .filter(each -> !each.policy().equals(AccessPolicy.CLUSTER_ADMIN)),
                                Stream.of(PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide())))
                        .toList())
                .build();
    }

    private void requirePossible() {
        state.cluster()
                .account()
                .filter(account -> !account.partition().equals(principal.partition()))
                .ifPresent(account -> {
                    throw new InvalidAccessRequestException(
                            refusal() + "it is of partition " + principal.partition() + " and the cluster of "
                                    + account.partition() + "; use a principal of that partition",
                            about(),
                            null);
                });
        if (state.isTooOld() || state.mode() == AuthenticationMode.UNKNOWN) {
            throw new AuthenticationModeException(
                    refusal()
                            + (state.isTooOld()
                                    ? state.platform() + " has no access entries. Whoever made the cluster is an"
                                            + " administrator that nothing shows: use these credentials to change aws-auth,"
                                            + " or wait until EKS updates the platform version"
                                    : "its authentication mode is one that this version does not know; update this"
                                            + " library"),
                    about(),
                    null);
        }
        if (state.mode().usesAccessEntries()) {
            entries.find(principal).filter(entry -> entry.type().isForNodes()).ifPresent(entry -> {
                throw new AccessConflictException(
                        refusal() + "its access entry is of type " + entry.type()
                                + ", and nodes need it; make another role" + " an administrator",
                        about(),
                        null);
            });
        }
    }

    private void requireInIam(Optional<Optional<KnownPrincipal>> answer) {
        answer.ifPresent(found -> {
            String fault = found.isEmpty()
                    ? "it does not exist in IAM; correct the name, or make it there first"
                    : found.get().arn().arn().equalsIgnoreCase(principal.arn())
                            ? ""
                            : "in IAM it is " + found.get().arn() + "; use that ARN";
            if (!fault.isEmpty()) {
                throw new InvalidAccessRequestException(refusal() + fault, about(), null);
            }
        });
    }

    private String refusal() {
        return "Changed nothing for " + principal + " on cluster " + entries.cluster() + ": ";
    }

    private ErrorContext about() {
        return ErrorContext.builder()
                .cluster(entries.cluster())
                .principal(principal)
                .build();
    }
}
