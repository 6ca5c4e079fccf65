package io.github.accessentries.testkit.internal.service.eks;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.service.cluster.Clusters;
import io.github.accessentries.testkit.internal.service.entry.AssociatePolicy;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.OfferedPolicy;
import io.github.accessentries.testkit.internal.service.entry.PrincipalRules;
import io.github.accessentries.testkit.internal.service.entry.Scope;
import io.github.accessentries.testkit.internal.service.entry.StoredAssociation;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.fault.DocumentedFaults;
import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.paging.Page;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.service.paging.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The three operations on the access policies that entries have. */
public final class AssociationOperations {

    private final Clusters clusters;
    private final PolicyOperations policies;
    private final Clock clock;
    private final PrincipalRules principals;
    private final boolean passesOverAbsent;

    AssociationOperations(
            Clusters clusters,
            PolicyOperations policies,
            Clock clock,
            PrincipalRules principals,
            EksBehaviour behaviour) {
        this.clusters = clusters;
        this.policies = policies;
        this.clock = clock;
        this.principals = principals;
        this.passesOverAbsent = behaviour.passesOverAbsentPolicies();
    }

    /**
     * AssociateAccessPolicy. A policy that the entry already has gets the new scope.
     *
     * @param request what to associate
     * @return the association
     */
    public StoredAssociation associate(AssociatePolicy request) {
        String cluster = request.cluster();
        Clusters.requireValidName(cluster);
        IamArn principal = principals.requireChangeable(cluster, request.principalArn());
        requireWellFormed(cluster, request.policyArn());
        Scope scope = Scope.checked(cluster, request.scopeType(), request.namespaces());
        StoredEntry changed = clusters.require(cluster)
                .entries()
                .replace(principal, entry -> associated(entry, request.policyArn(), scope));
        return requireNonNull(changed.associations().get(request.policyArn()));
    }

    private StoredEntry associated(StoredEntry entry, String policyArn, Scope scope) {
        OfferedPolicy policy =
                policies.find(policyArn).orElseThrow(() -> DocumentedFaults.policyNotFound(entry.cluster()));
        if (!entry.kind().takesPolicies()) {
            throw DocumentedFaults.onlyOnStandardType(entry.cluster());
        }
        if (policy.serviceLinkedOnly()) {
            throw DocumentedFaults.policyReserved(entry.cluster());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StoredAssociation before = entry.associations().get(policyArn);
        Instant associatedAt = before == null ? now : before.associatedAt();
        NavigableMap<String, StoredAssociation> associations = new TreeMap<>(entry.associations());
        associations.put(policyArn, new StoredAssociation(policyArn, scope, associatedAt, now));
        return entry.withAssociations(associations);
    }

    /**
     * DisassociateAccessPolicy.
     *
     * @param cluster the name of the cluster
     * @param principalArn whose entry
     * @param policyArn which policy
     */
    public void disassociate(String cluster, String principalArn, String policyArn) {
        Clusters.requireValidName(cluster);
        IamArn principal = principals.requireChangeable(cluster, principalArn);
        requireWellFormed(cluster, policyArn);
        clusters.require(cluster).entries().replace(principal, entry -> disassociated(entry, policyArn));
    }

    private StoredEntry disassociated(StoredEntry entry, String policyArn) {
        if (policies.find(policyArn).isEmpty()) {
            throw DocumentedFaults.policyNotFound(entry.cluster());
        }
        NavigableMap<String, StoredAssociation> associations = new TreeMap<>(entry.associations());
        if (associations.remove(policyArn) == null && !passesOverAbsent) {
            throw UnverifiedFaults.policyNotAssociated(entry.cluster());
        }
        return entry.withAssociations(associations);
    }

    /**
     * ListAssociatedAccessPolicies.
     *
     * @param cluster the name of the cluster
     * @param principalArn whose entry
     * @param request which part
     * @return a page of associations by the ARN of their policies
     */
    public Page<StoredAssociation> list(String cluster, String principalArn, PageRequest request) {
        Clusters.requireValidName(cluster);
        IamArn principal = principals.require(cluster, principalArn);
        StoredEntry entry = clusters.requireWithApi(cluster).entries().require(principal);
        return Paging.page("ListAssociatedAccessPolicies " + entry.arn(), entry.associations(), request);
    }

    private static void requireWellFormed(String cluster, String policyArn) {
        if (!PolicyOperations.isWellFormed(policyArn)) {
            throw DocumentedFaults.policyMalformed(cluster);
        }
    }
}
