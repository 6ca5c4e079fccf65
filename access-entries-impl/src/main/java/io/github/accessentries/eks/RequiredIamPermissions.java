package io.github.accessentries.eks;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the caller needs in IAM for some uses of the library, as a policy document with the actions and the narrowest resources
 * that IAM knows for them.
 *
 * <pre>{@code
 * String policy = RequiredIamPermissions.builder()
 *         .use(LibraryUse.APPLYING)
 *         .cluster("arn:aws:eks:eu-west-1:111122223333:cluster/prod")
 *         .onlyPolicies(AccessPolicy.EDIT, AccessPolicy.VIEW)
 *         .build()
 *         .toJson();
 * }</pre>
 *
 * <p>Conditions are there only where the documentation of IAM names a key for the action. What it does not say, and what the
 * document therefore leaves open, is told by {@link #remarks()}. STS answers {@code GetCallerIdentity} to everybody, so that
 * nothing is needed for knowing the caller.
 *
 * <p>Immutable. Makes no calls.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html">Actions, resources and condition keys of EKS, in the Service Authorization Reference</a>
 */
@CheckReturnValue
public final class RequiredIamPermissions {

    private final Set<LibraryUse> uses;
    private final List<ClusterArn> clusters;
    private final Set<PrincipalArn> nodeRoles;
    private final Set<AccessPolicy> onlyPolicies;
    private final Set<String> onlyNamespaces;
    private final Set<AuthenticationMode> onlyModes;

    private RequiredIamPermissions(Builder builder) {
        this.uses = EnumSet.copyOf(builder.uses);
        this.clusters = List.copyOf(builder.clusters);
        this.nodeRoles = new TreeSet<>(builder.nodeRoles);
        this.onlyPolicies = new TreeSet<>(builder.onlyPolicies);
        this.onlyNamespaces = new TreeSet<>(builder.onlyNamespaces);
        this.onlyModes = new TreeSet<>(builder.onlyModes);
    }

    /**
     * Starts with no use and no cluster.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    Set<IamAction> needed() {
        EnumSet<IamAction> needed = EnumSet.noneOf(IamAction.class);
        uses.forEach(use -> needed.addAll(use.iam()));
        return needed;
    }

    List<ClusterArn> clusterArns() {
        return clusters;
    }

    Set<PrincipalArn> nodeRoles() {
        return nodeRoles;
    }

    Set<AccessPolicy> onlyPolicies() {
        return onlyPolicies;
    }

    Set<String> onlyNamespaces() {
        return onlyNamespaces;
    }

    Set<AuthenticationMode> onlyModes() {
        return onlyModes;
    }

    /**
     * The clusters.
     *
     * @return their ARNs
     */
    public List<String> clusters() {
        return clusters.stream().map(ClusterArn::toString).toList();
    }

    /**
     * The actions.
     *
     * @return for example {@code eks:CreateAccessEntry}, sorted
     */
    public List<String> actions() {
        Set<String> actions = new TreeSet<>();
        needed().forEach(each -> actions.add(each.action()));
        if (!nodeRoles.isEmpty()) {
            actions.add(IamDocument.PASS_ROLE);
        }
        return List.copyOf(actions);
    }

    /**
     * What is to know about the document: what the documentation of IAM does not say, and what conditions leave open.
     *
     * @return sentences
     */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        Set<IamAction> needed = needed();
        if (needed.contains(IamAction.CREATE_ACCESS_ENTRY)) {
            if (nodeRoles.isEmpty()) {
                remarks.add(
                        "Entries of the types EC2_LINUX and EC2_WINDOWS need iam:PassRole on the role of the nodes; name"
                                + " these roles with nodeRole().");
            }
            remarks.add(
                    "The documentation of IAM does not say whether making an entry with tags needs eks:TagResource as"
                            + " well; this document has it for the entries of the clusters.");
        }
        if (needed.contains(IamAction.ASSOCIATE_ACCESS_POLICY)
                && (!onlyPolicies.isEmpty() || !onlyNamespaces.isEmpty())) {
            remarks.add(
                    "The conditions narrow the access policies that the caller can give, not what it can take away, and"
                            + " not the groups that it can put principals in: IAM knows no key for the groups of an update.");
        }
        if (needed.contains(IamAction.UPDATE_CLUSTER_CONFIG) && onlyModes.isEmpty()) {
            remarks.add(
                    "eks:UpdateClusterConfig changes more than the authentication mode; onlyModes() narrows it to that.");
        }
        return List.copyOf(remarks);
    }

    /**
     * The policy document.
     *
     * @return JSON, of version 2012-10-17; empty text if nothing is needed, since IAM takes no policy without a statement
     */
    public String toJson() {
        return new IamDocument(this).text();
    }

    /**
     * The policy document.
     *
     * @return the same as {@link #toJson()}
     */
    @Override
    public String toString() {
        return toJson();
    }

    /** Builds {@link RequiredIamPermissions}. Not thread-safe. */
    public static final class Builder {

        private final Set<LibraryUse> uses = EnumSet.noneOf(LibraryUse.class);
        private final Set<ClusterArn> clusters = new LinkedHashSet<>();
        private final Set<PrincipalArn> nodeRoles = new LinkedHashSet<>();
        private final Set<AccessPolicy> onlyPolicies = new LinkedHashSet<>();
        private final Set<String> onlyNamespaces = new LinkedHashSet<>();
        private final Set<AuthenticationMode> onlyModes = new LinkedHashSet<>();

        private Builder() {}

        /**
         * Adds what the caller does.
         *
         * @param use the use
         * @param more other uses
         * @return this builder
         */
        public Builder use(LibraryUse use, LibraryUse... more) {
            uses.add(requireNonNull(use, "use"));
            addAll(uses, more);
            return this;
        }

        /**
         * Adds a cluster.
         *
         * @param arn its ARN, for example {@code arn:aws:eks:eu-west-1:111122223333:cluster/prod}
         * @return this builder
         * @throws IllegalArgumentException if it is not the ARN of a cluster, or of another partition than the others, where
         *     there is another IAM
         */
        public Builder cluster(String arn) {
            ClusterArn cluster = ClusterArn.of(requireNonNull(arn, "arn"));
            for (ClusterArn other : clusters) {
                if (!other.partition().equals(cluster.partition())) {
                    throw new IllegalArgumentException("Clusters " + other + " and " + cluster
                            + " are in different partitions, which have no IAM in common; make a document for each");
                }
            }
            clusters.add(cluster);
            return this;
        }

        /**
         * Adds the role of self-managed nodes, for which the caller makes entries of the types {@code EC2_LINUX} and {@code
         * EC2_WINDOWS}: EKS lets only those do it who may pass the role.
         *
         * @param role the role
         * @return this builder
         * @throws IllegalArgumentException if it is no role
         */
        public Builder nodeRole(PrincipalArn role) {
            if (!requireNonNull(role, "role").isRole()) {
                throw new IllegalArgumentException(role + " is no role; nodes have roles");
            }
            nodeRoles.add(role);
            return this;
        }

        /**
         * Lets the caller give only some access policies (condition key {@code eks:policyArn}).
         *
         * @param policy a policy that it may give
         * @param more others
         * @return this builder
         */
        public Builder onlyPolicies(AccessPolicy policy, AccessPolicy... more) {
            onlyPolicies.add(requireNonNull(policy, "policy"));
            addAll(onlyPolicies, more);
            return this;
        }

        /**
         * Lets the caller give access policies only in some namespaces (condition keys {@code eks:accessScope} and {@code
         * eks:namespaces}).
         *
         * @param namespace a namespace or pattern that it may name, to the letter
         * @param more others
         * @return this builder
         * @throws IllegalArgumentException if one of them can match no namespace
         */
        public Builder onlyNamespaces(String namespace, String... more) {
            onlyNamespaces.addAll(
                    AccessScope.namespaces(requireNonNull(namespace, "namespace"), requireNonNull(more, "more"))
                            .namespaces());
            return this;
        }

        /**
         * Lets the caller change clusters only to some authentication modes, and nothing else of them (condition key {@code
         * eks:authenticationMode}).
         *
         * @param mode a mode that it may set
         * @param more others
         * @return this builder
         */
        public Builder onlyModes(AuthenticationMode mode, AuthenticationMode... more) {
            onlyModes.add(requireNonNull(mode, "mode"));
            addAll(onlyModes, more);
            return this;
        }

        private static <T> void addAll(Set<T> all, T[] more) {
            for (T each : requireNonNull(more, "more")) {
                all.add(requireNonNull(each, "more element"));
            }
        }

        /**
         * Builds it.
         *
         * @return the permissions
         * @throws IllegalStateException if the uses or the clusters are missing, or a role of nodes is of another partition
         */
        @CheckReturnValue
        public RequiredIamPermissions build() {
            if (uses.isEmpty() || clusters.isEmpty()) {
                throw new IllegalStateException(
                        "Uses or clusters are missing; call use(use) and cluster(arn) before build()");
            }
            String partition = clusters.iterator().next().partition();
            nodeRoles.stream()
                    .filter(role -> !role.partition().equals(partition))
                    .findFirst()
                    .ifPresent(role -> {
                        throw new IllegalStateException(
                                role + " is not of the clusters' partition " + partition + "; name roles of that one");
                    });
            return new RequiredIamPermissions(this);
        }
    }
}
