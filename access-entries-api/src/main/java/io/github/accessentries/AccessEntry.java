package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The access entry of one IAM principal on one cluster: its Kubernetes user name and groups, and its access policies. A
 * principal has at most one entry on a cluster.
 *
 * @see <a href="https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html">Access entries, in the EKS User Guide</a>
 */
@CheckReturnValue
@Value.Immutable
public abstract class AccessEntry {

    AccessEntry() {}

    /**
     * Starts an entry. Cluster, principal and user name are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The cluster's name.
     *
     * @return the name
     */
    public abstract String cluster();

    /**
     * The principal of the entry.
     *
     * @return the role or user
     */
    public abstract PrincipalArn principal();

    /**
     * The type of the entry.
     *
     * @return {@link EntryType#STANDARD} by default
     */
    @Value.Default
    public EntryType type() {
        return EntryType.STANDARD;
    }

    /**
     * The Kubernetes user name, as a template: placeholders such as <code>{{SessionName}}</code> are filled in when a
     * session authenticates.
     *
     * @return the template, never a filled-in name
     */
    public abstract String username();

    /**
     * The Kubernetes groups. EKS does not check that any binding uses them.
     *
     * @return the groups, in no particular order
     */
    public abstract Set<String> groups();

    /**
     * The access policies with their scopes; each policy occurs at most once.
     *
     * @return the associations, sorted by the name of the policy
     */
    public abstract List<PolicyAssociation> policies();

    /**
     * The tags of the entry.
     *
     * @return tag values by key
     */
    public abstract Map<String, String> tags();

    /**
     * The ARN of the entry itself.
     *
     * @return the ARN, empty if the entry was not read from EKS
     */
    public abstract Optional<String> arn();

    /**
     * When the entry was created.
     *
     * @return the time, empty if the entry was not read from EKS
     */
    public abstract Optional<Instant> createdAt();

    /**
     * When the user name or the groups last changed.
     *
     * @return the time, empty if the entry was not read from EKS
     */
    public abstract Optional<Instant> modifiedAt();

    @Value.Check
    AccessEntry sortedByPolicy() {
        List<PolicyAssociation> sorted = policies().stream()
                .sorted(Comparator.comparing(PolicyAssociation::policy))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).policy().equals(sorted.get(i - 1).policy())) {
                throw new IllegalArgumentException("The entry of " + principal() + " has "
                        + sorted.get(i).policy() + " twice; a policy has one scope, so list all its namespaces in it");
            }
        }
        return sorted.equals(policies())
                ? this
                : builder().from(this).policies(sorted).build();
    }

    /**
     * The scope of a policy in this entry.
     *
     * @param policy the policy to look for
     * @return its scope, empty if the entry does not have the policy
     */
    public final Optional<AccessScope> scopeOf(AccessPolicy policy) {
        requireNonNull(policy, "policy");
        return policies().stream()
                .filter(association -> association.policy().equals(policy))
                .map(PolicyAssociation::scope)
                .findFirst();
    }

    /**
     * The entry on one line.
     *
     * @return the principal, type, user name, groups and policies
     */
    @Override
    public final String toString() {
        return principal() + " on " + PlainText.name(cluster()) + " (" + type() + ") as " + PlainText.name(username())
                + ", groups [" + PlainText.names(groups()) + "], policies " + policies();
    }

    /** Builds entries. Not thread-safe. */
    public static final class Builder extends ImmutableAccessEntry.Builder {
        Builder() {}
    }
}
