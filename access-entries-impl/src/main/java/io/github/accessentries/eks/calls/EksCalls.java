package io.github.accessentries.eks.calls;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * The calls to EKS about one cluster: our values in, our values and exceptions out, one audit line for each change.
 * Decides nothing. May be shared by threads.
 */
public final class EksCalls {

    private static final Logger AUDIT = LoggerFactory.getLogger("io.github.accessentries.audit");

    private final EksClient eks;
    private final String cluster;

    /**
     * Calls by a client.
     *
     * @param eks the client, which stays the caller's
     * @param cluster the cluster's name
     */
    public EksCalls(EksClient eks, String cluster) {
        this.eks = eks;
        this.cluster = cluster;
    }

    /**
     * The cluster that all calls are about.
     *
     * @return its name
     */
    public String cluster() {
        return cluster;
    }

    /**
     * Reads one entry, by two calls.
     *
     * @param principal whose entry
     * @return the entry with its policies, empty if there is none
     */
    public Optional<AccessEntry> find(PrincipalArn principal) {
        try {
            var answer = call(
                    "read the access entry",
                    principal,
                    () -> eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(principal.toString())));
            return Optional.of(SdkValues.entry(answer.accessEntry(), associations(principal)));
        } catch (AccessEntryNotFoundException e) {
            return Optional.empty();
        }
    }

    private List<PolicyAssociation> associations(PrincipalArn principal) {
        return call(
                "read the access policies",
                principal,
                () -> eks
                        .listAssociatedAccessPoliciesPaginator(
                                r -> r.clusterName(cluster).principalArn(principal.toString()))
                        .associatedAccessPolicies()
                        .stream()
                        .map(SdkValues::association)
                        .toList());
    }

    /**
     * Lists the principals, by one call for each page.
     *
     * @return the principals in the order in which EKS lists them
     */
    public List<PrincipalArn> principals() {
        return call(
                "list the access entries",
                () -> eks.listAccessEntriesPaginator(r -> r.clusterName(cluster)).accessEntries().stream()
                        .map(PrincipalArn::of)
                        .toList());
    }

    /**
     * Lists the access policies, by one call for each page.
     *
     * @return the policies in the order in which EKS lists them
     */
    public List<AccessPolicy> policies() {
        return call(
                "list the access policies",
                () -> eks.listAccessPoliciesPaginator(r -> {}).accessPolicies().stream()
                        .map(policy -> AccessPolicy.of(policy.arn()))
                        .toList());
    }

    /**
     * Reads where the cluster looks for access.
     *
     * @return its mode
     */
    public AuthenticationMode authenticationMode() {
        return call(
                "read the cluster",
                () -> SdkValues.authenticationMode(
                        eks.describeCluster(r -> r.name(cluster)).cluster()));
    }

    /**
     * Creates an entry, without its policies.
     *
     * @param entry what to create
     * @return the entry as EKS made it
     */
    public AccessEntry create(DesiredEntry entry) {
        AccessEntry created = call(
                "create the access entry",
                entry.principal(),
                () -> SdkValues.entry(
                        eks.createAccessEntry(r -> r.clusterName(cluster)
                                        .principalArn(entry.principal().toString())
                                        .kubernetesGroups(entry.groups().isEmpty() ? null : entry.groups())
                                        .username(entry.username().orElse(null))
                                        .type(
                                                entry.type().equals(EntryType.STANDARD)
                                                        ? null
                                                        : entry.type().name())
                                        .tags(entry.tags().isEmpty() ? null : entry.tags()))
                                .accessEntry(),
                        List.of()));
        AUDIT.info("created access entry: {}", created);
        return created;
    }

    /**
     * Changes user name and groups. Sends both always: one that is left out falls back to its default.
     *
     * @param principal whose entry
     * @param username the template of the user name
     * @param groups all groups
     * @return the entry without its policies
     */
    public AccessEntry update(PrincipalArn principal, String username, Set<String> groups) {
        AccessEntry updated = call(
                "update the access entry",
                principal,
                () -> SdkValues.entry(
                        eks.updateAccessEntry(r -> r.clusterName(cluster)
                                        .principalArn(principal.toString())
                                        .username(username)
                                        .kubernetesGroups(groups))
                                .accessEntry(),
                        List.of()));
        AUDIT.info("updated access entry: {} on {} as {}, groups {}", principal, cluster, username, groups);
        return updated;
    }

    /**
     * Gives a policy, or gives it another scope.
     *
     * @param principal whose entry
     * @param policy the policy
     * @param scope where it holds
     * @return the association as EKS made it
     */
    public PolicyAssociation associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        PolicyAssociation association = call(
                "associate " + policy + " " + scope + " with the access entry",
                principal,
                () -> SdkValues.association(eks.associateAccessPolicy(r -> r.clusterName(cluster)
                                .principalArn(principal.toString())
                                .policyArn(policy.arnIn(principal.partition()))
                                .accessScope(SdkValues.scope(scope)))
                        .associatedAccessPolicy()));
        AUDIT.info("associated access policy: {} on {}, {}", principal, cluster, association);
        return association;
    }

    /**
     * Takes a policy.
     *
     * @param principal whose entry
     * @param policy the policy
     */
    public void disassociate(PrincipalArn principal, AccessPolicy policy) {
        call(
                "disassociate " + policy + " from the access entry",
                principal,
                () -> eks.disassociateAccessPolicy(r -> r.clusterName(cluster)
                        .principalArn(principal.toString())
                        .policyArn(policy.arnIn(principal.partition()))));
        AUDIT.info("disassociated access policy: {} on {}, {}", principal, cluster, policy);
    }

    /**
     * Sets tags.
     *
     * @param entry an entry that was read from EKS
     * @param tags tag values by key
     */
    public void tag(AccessEntry entry, Map<String, String> tags) {
        call(
                "tag the access entry",
                entry.principal(),
                () -> eks.tagResource(r -> r.resourceArn(arnOf(entry)).tags(tags)));
        AUDIT.info("tagged access entry: {} on {}, {}", entry.principal(), cluster, tags);
    }

    /**
     * Takes tags.
     *
     * @param entry an entry that was read from EKS
     * @param keys the keys of the tags
     */
    public void untag(AccessEntry entry, Collection<String> keys) {
        call(
                "untag the access entry",
                entry.principal(),
                () -> eks.untagResource(r -> r.resourceArn(arnOf(entry)).tagKeys(keys)));
        AUDIT.info("untagged access entry: {} on {}, {}", entry.principal(), cluster, keys);
    }

    private static String arnOf(AccessEntry entry) {
        return entry.arn()
                .orElseThrow(() -> new AccessEntriesException(
                        "EKS gave no ARN with the access entry of " + entry.principal() + ", so it cannot be tagged",
                        ErrorContext.builder()
                                .cluster(entry.cluster())
                                .principal(entry.principal())
                                .build(),
                        null));
    }

    /**
     * Deletes an entry, and its policies with it.
     *
     * @param principal whose entry
     */
    public void delete(PrincipalArn principal) {
        call(
                "delete the access entry",
                principal,
                () -> eks.deleteAccessEntry(r -> r.clusterName(cluster).principalArn(principal.toString())));
        AUDIT.info("deleted access entry: {} on {}", principal, cluster);
    }

    private <T> T call(String action, Supplier<T> call) {
        return call(
                action + " of cluster " + cluster,
                ErrorContext.builder().cluster(cluster).build(),
                call);
    }

    private <T> T call(String action, PrincipalArn principal, Supplier<T> call) {
        return call(
                action + " of " + principal + " on cluster " + cluster,
                ErrorContext.builder().cluster(cluster).principal(principal).build(),
                call);
    }

    private static <T> T call(String action, ErrorContext known, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw EksErrors.translate(action, known, e);
        } catch (IllegalArgumentException e) {
            throw new AccessEntriesException(
                    "Could not " + action + ": EKS answered what this version cannot read. " + e.getMessage(),
                    known,
                    e);
        }
    }
}
