package io.github.accessentries.internal.calls;

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
import io.github.accessentries.RateLimit;
import io.github.accessentries.internal.audit.AuditLine;
import io.github.accessentries.plan.DesiredEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * The calls to EKS about one cluster: our values in, our values and exceptions out, one audit line for each change.
 * Decides nothing. May be shared by threads.
 */
public final class EksCalls {

    private static final Logger AUDIT = LoggerFactory.getLogger(AuditLine.LOGGER);

    private final EksClient eks;
    private final String cluster;
    private final RateLimit rateLimit;

    /**
     * Calls by a client.
     *
     * @param eks the client, which stays the caller's
     * @param cluster the cluster's name
     * @param rateLimit how many calls go out at most
     */
    public EksCalls(EksClient eks, String cluster, RateLimit rateLimit) {
        this.eks = eks;
        this.cluster = cluster;
        this.rateLimit = rateLimit;
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
                    () -> turn(() ->
                            eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(principal.toString()))));
            return Optional.of(SdkValues.entry(answer.accessEntry(), associations(principal)));
        } catch (AccessEntryNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads one entry that has to be there, by two calls.
     *
     * @param principal whose entry
     * @return the entry with its policies
     * @throws AccessEntryNotFoundException if there is none
     */
    public AccessEntry get(PrincipalArn principal) {
        return find(principal)
                .orElseThrow(() -> new AccessEntryNotFoundException(
                        "There is no access entry of " + principal + " on cluster " + cluster
                                + "; principals() lists those that there are, grant() makes one",
                        ErrorContext.builder()
                                .cluster(cluster)
                                .principal(principal)
                                .build(),
                        null));
    }

    private List<PolicyAssociation> associations(PrincipalArn principal) {
        return call(
                "read the access policies",
                principal,
                () -> items(
                        eks.listAssociatedAccessPoliciesPaginator(
                                r -> r.clusterName(cluster).principalArn(principal.toString())),
                        page -> page.associatedAccessPolicies().stream().map(SdkValues::association)));
    }

    /**
     * Lists the principals, by one call for each page.
     *
     * @return the principals in the order in which EKS lists them
     */
    public List<PrincipalArn> principals() {
        return call(
                "list the access entries",
                () -> items(
                        eks.listAccessEntriesPaginator(r -> r.clusterName(cluster)),
                        page -> page.accessEntries().stream().map(PrincipalArn::of)));
    }

    /**
     * Lists the access policies, by one call for each page.
     *
     * @return the policies in the order in which EKS lists them
     */
    public List<AccessPolicy> policies() {
        return call(
                "list the access policies",
                () -> items(
                        eks.listAccessPoliciesPaginator(r -> {}),
                        page -> page.accessPolicies().stream().map(policy -> AccessPolicy.of(policy.arn()))));
    }

    /**
     * Reads what the cluster itself is.
     *
     * @return its mode, its versions and whether it is at work
     */
    public ClusterFacts facts() {
        return call(
                "read the cluster",
                () -> SdkValues.facts(
                        turn(() -> eks.describeCluster(r -> r.name(cluster))).cluster()));
    }

    /**
     * Begins to change where the cluster looks for access.
     *
     * @param mode the next mode
     * @return the id of the update that this takes
     */
    public String changeMode(AuthenticationMode mode) {
        String update = call(
                "change the authentication mode to " + mode,
                () -> turn(() -> eks.updateClusterConfig(
                                r -> r.name(cluster).accessConfig(access -> access.authenticationMode(mode.name()))))
                        .update()
                        .id());
        AUDIT.info("changed authentication mode: {} to {}, update {}", cluster, mode, update);
        return update;
    }

    /**
     * Reads how far an update is.
     *
     * @param id the id of the update
     * @return its state
     */
    public UpdateState update(String id) {
        return call(
                "read update " + id,
                () -> SdkValues.update(
                        turn(() -> eks.describeUpdate(r -> r.name(cluster).updateId(id)))
                                .update()));
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
                        turn(() -> eks.createAccessEntry(r -> r.clusterName(cluster)
                                        .principalArn(entry.principal().toString())
                                        .kubernetesGroups(entry.groups().isEmpty() ? null : entry.groups())
                                        .username(entry.username().orElse(null))
                                        .type(
                                                entry.type().equals(EntryType.STANDARD)
                                                        ? null
                                                        : entry.type().name())
                                        .tags(entry.tags().isEmpty() ? null : entry.tags())))
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
                        turn(() -> eks.updateAccessEntry(r -> r.clusterName(cluster)
                                        .principalArn(principal.toString())
                                        .username(username)
                                        .kubernetesGroups(groups)))
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
                () -> SdkValues.association(turn(() -> eks.associateAccessPolicy(r -> r.clusterName(cluster)
                                .principalArn(principal.toString())
                                .policyArn(policy.arnIn(principal.partition()))
                                .accessScope(SdkValues.scope(scope))))
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
                () -> turn(() -> eks.disassociateAccessPolicy(r -> r.clusterName(cluster)
                        .principalArn(principal.toString())
                        .policyArn(policy.arnIn(principal.partition())))));
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
                () -> turn(
                        () -> eks.tagResource(r -> r.resourceArn(arnOf(entry)).tags(tags))));
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
                () -> turn(
                        () -> eks.untagResource(r -> r.resourceArn(arnOf(entry)).tagKeys(keys))));
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
                () -> turn(
                        () -> eks.deleteAccessEntry(r -> r.clusterName(cluster).principalArn(principal.toString()))));
        AUDIT.info("deleted access entry: {} on {}", principal, cluster);
    }

    /** All items of a list; each page is a call of its own, made when the iterator goes on. */
    private <P, T> List<T> items(SdkIterable<P> pages, Function<P, Stream<T>> items) {
        List<T> all = new ArrayList<>();
        Iterator<P> remaining = pages.iterator();
        while (remaining.hasNext()) {
            items.apply(turn(remaining::next)).forEach(all::add);
        }
        return List.copyOf(all);
    }

    private <T> T turn(Supplier<T> call) {
        try {
            rateLimit.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Interrupted before its turn", e);
        }
        return call.get();
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
