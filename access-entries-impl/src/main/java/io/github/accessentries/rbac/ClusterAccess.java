package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.question.Misspellings;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that grants access on a cluster, as an {@link AccessModel}: its access entries with their policies and, if
 * they are given, its {@code aws-auth} mappings and RBAC objects.
 *
 * <p>RBAC matches user names and groups, access policies the IAM principal that the authenticator attached to the user.
 * Users are matched to entries by the ARN of the principal without its path, in any letter case, since EKS does not
 * publish the id that it uses itself. Where two entries differ only in path, the answer says so and their policies
 * grant nothing.
 */
public final class ClusterAccess {

    private ClusterAccess() {}

    /**
     * Reads all entries of a cluster and compiles them, without RBAC. Blocks until they are read.
     *
     * @param accessEntries the cluster
     * @return the model of this moment
     * @throws io.github.accessentries.AccessEntriesException if the entries cannot be read
     */
    public static AccessModel read(AccessEntries accessEntries) {
        requireNonNull(accessEntries, "accessEntries");
        return of(accessEntries.list());
    }

    /**
     * Reads everything that grants access on a cluster and compiles it. Blocks until all is read. For a model that follows the cluster, see
     * {@link LiveAccess}.
     *
     * @param accessEntries the cluster
     * @param kubernetes the API of the same cluster
     * @return the model of this moment
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read
     */
    public static AccessModel read(AccessEntries accessEntries, KubernetesApi kubernetes) {
        requireNonNull(accessEntries, "accessEntries");
        requireNonNull(kubernetes, "kubernetes");
        return ClusterReading.read(accessEntries, kubernetes).model();
    }

    /**
     * Compiles entries read earlier, without RBAC.
     *
     * @param entries entries of one cluster
     * @return the model
     */
    public static AccessModel of(Collection<AccessEntry> entries) {
        requireNonNull(entries, "entries");
        return builder().entries(entries).build();
    }

    /**
     * Starts without anything that grants access.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Compiles a model. Not thread-safe. */
    public static final class Builder {

        private List<AccessEntry> entries = List.of();
        private Map<PrincipalArn, String> unread = Map.of();
        private List<String> openEnds = List.of();
        private RbacObjects rbac = RbacObjects.none();
        private Optional<AwsAuth> awsAuth = Optional.empty();
        private AuthenticationMode mode = AuthenticationMode.API_AND_CONFIG_MAP;
        private Optional<KubernetesVersion> version = Optional.empty();
        private @Nullable PolicyCatalogue catalogue;
        private Set<String> customResources = Set.of();
        private @Nullable ClusterModel previous;

        private Builder() {}

        /**
         * Starts from an earlier model: takes over all of its parts, each of which can be replaced. Parts that stay
         * equal are not compiled again, and the new model shares them with the earlier one.
         *
         * @param model a model that this class has made
         * @return this builder
         * @throws IllegalArgumentException if the model is another's
         */
        public Builder from(AccessModel model) {
            requireNonNull(model, "model");
            if (!(model instanceof ClusterModel earlier)) {
                throw new IllegalArgumentException("The model is a "
                        + model.getClass().getName() + ", whose parts are unknown; give one that ClusterAccess has"
                        + " built");
            }
            previous = earlier;
            entries = earlier.inputs().entries();
            unread = earlier.inputs().unread();
            openEnds = earlier.inputs().openEnds();
            rbac = earlier.inputs().rbac();
            awsAuth = earlier.inputs().awsAuth();
            mode = earlier.inputs().mode();
            version = earlier.inputs().version();
            catalogue = earlier.inputs().catalogue();
            customResources = earlier.inputs().customResources();
            return this;
        }

        /**
         * Sets the entries, mappings, RBAC objects, authentication mode and version of Kubernetes as they were read.
         *
         * @param reading what was read of one cluster
         * @return this builder
         */
        public Builder reading(ClusterReading reading) {
            requireNonNull(reading, "reading");
            version = reading.kubernetesVersion();
            return entries(reading.mappings().entries())
                    .awsAuth(reading.mappings().awsAuth())
                    .authenticationMode(reading.mappings().mode())
                    .rbac(reading.rbac());
        }

        /**
         * Sets the access entries.
         *
         * @param entries entries of one cluster; none by default
         * @return this builder
         */
        public Builder entries(Collection<AccessEntry> entries) {
            requireNonNull(entries, "entries");
            this.entries = List.copyOf(entries);
            return this;
        }

        /**
         * Names the principals that have an entry of which not everything was read, so that nothing that it could give is taken
         * for absent. Where the entry is among {@link #entries(Collection)}, its user name and groups count, and what its
         * policies give is unknown; otherwise it is also unknown who the principal is to the cluster.
         *
         * @param reasons why what the entry gives is unknown, a sentence without its end, by principal; none by default
         * @return this builder
         */
        public Builder unread(Map<PrincipalArn, String> reasons) {
            this.unread = Map.copyOf(requireNonNull(reasons, "reasons"));
            return this;
        }

        /**
         * Says why there may be entries that are not among {@link #entries(Collection)} and {@link #unread(Map)}. Each is a doubt
         * about every answer that another entry could change.
         *
         * @param reasons a sentence without its end for each; none by default
         * @return this builder
         */
        public Builder openEnds(Collection<String> reasons) {
            this.openEnds = List.copyOf(requireNonNull(reasons, "reasons"));
            return this;
        }

        /**
         * Sets the RBAC objects. Without them, what groups and user names are granted is unknown: what an access policy allows is
         * allowed, but nothing is denied for certain, and no answer that lists somebody or something is complete.
         *
         * <p>So it is with a part of them: unless they are known to have {@linkplain RbacObjects#allBindings() all bindings}, nothing is
         * denied for certain either.
         *
         * @param objects the objects of the same cluster; not read by default. Those of a cluster that has none are empty and {@link
         *     RbacObjects#whole() whole}
         * @return this builder
         */
        public Builder rbac(RbacObjects objects) {
            this.rbac = requireNonNull(objects, "objects");
            return this;
        }

        /**
         * Sets the {@code aws-auth} ConfigMap. An entry hides the mapping of its principal. Without it, and in a mode that uses it, it
         * is unknown who else is let in.
         *
         * @param awsAuth the ConfigMap of the same cluster; not read by default. Of a cluster that has none it is {@link
         *     AwsAuth#none()}
         * @return this builder
         */
        public Builder awsAuth(AwsAuth awsAuth) {
            this.awsAuth = Optional.of(requireNonNull(awsAuth, "awsAuth"));
            return this;
        }

        /**
         * Sets the authentication mode: in a mode without the ConfigMap, {@code aws-auth} is ignored, and in one
         * without the API, the entries are.
         *
         * @param mode the cluster's mode; {@link AuthenticationMode#API_AND_CONFIG_MAP} by default. With {@link
         *     AuthenticationMode#UNKNOWN}, neither entries nor {@code aws-auth} give anything that is known, and every
         *     answer that they could change is doubtful
         * @return this builder
         */
        public Builder authenticationMode(AuthenticationMode mode) {
            this.mode = requireNonNull(mode, "mode");
            return this;
        }

        /**
         * Sets the version of Kubernetes, which decides what some rights amount to. What is decided does not depend on it.
         *
         * @param version the cluster's version; unknown by default
         * @return this builder
         */
        public Builder kubernetesVersion(KubernetesVersion version) {
            this.version = Optional.of(requireNonNull(version, "version"));
            return this;
        }

        /**
         * Sets the catalogue of access policies.
         *
         * @param catalogue {@link PolicyCatalogue#published()} by default
         * @return this builder
         */
        public Builder catalogue(PolicyCatalogue catalogue) {
            this.catalogue = requireNonNull(catalogue, "catalogue");
            return this;
        }

        /**
         * Names resources that the cluster has and Kubernetes has not, so that questions about them are not taken for
         * misspelt. Needed only for names that are near to a built-in one, or have no group with a dot, as those of custom
         * resources always have.
         *
         * @param resources as in {@link io.github.accessentries.authz.AccessRequest#of(String, String)}; none by default
         * @return this builder
         */
        public Builder customResources(Collection<String> resources) {
            requireNonNull(resources, "resources");
            this.customResources = Set.copyOf(resources);
            return this;
        }

        /**
         * Compiles the model.
         *
         * @return the model
         */
        @CheckReturnValue
        public AccessModel build() {
            PolicyCatalogue policies = catalogue == null ? PolicyCatalogue.published() : catalogue;
            boolean unknownMode = mode == AuthenticationMode.UNKNOWN;
            String doubt = unknownMode ? ModelDoubts.UNKNOWN_MODE : null;
            boolean heedsEntries = mode.usesAccessEntries() || unknownMode;
            List<AccessEntry> heeded = heedsEntries ? entries : List.of();
            Map<PrincipalArn, String> heededUnread = heedsEntries ? unread : Map.of();
            Optional<AwsAuth> heededMappings = mode.mayUseConfigMap() ? awsAuth : Optional.of(AwsAuth.none());
            ModelDoubts doubts = ModelDoubts.of(rbac, heededMappings, mode, heedsEntries ? openEnds : List.of());
            SharedRules shared = new SharedRules(previous == null ? null : previous.shared());
            RbacIndex rbacIndex = RbacIndex.of(rbac, shared, previous == null ? null : previous.rbac());
            PolicyIndex policyIndex = new PolicyIndex(
                    heeded, policies, shared, previous == null ? null : previous.policies(), heededUnread, doubt);
            return new ClusterModel(
                    new ClusterModel.Inputs(
                            entries, unread, openEnds, rbac, awsAuth, mode, version, policies, customResources),
                    new ClusterAuthorizer(
                            rbacIndex, policyIndex, doubts.onDenials(), new Misspellings(customResources)),
                    new PrincipalUsers(
                            policyIndex,
                            heededMappings.orElseGet(AwsAuth::none),
                            rbacIndex,
                            withoutEntry(heededUnread, heeded),
                            doubt),
                    namespaces(heeded),
                    shared,
                    doubts);
        }

        private static Map<PrincipalArn, String> withoutEntry(
                Map<PrincipalArn, String> unread, Collection<AccessEntry> entries) {
            Map<PrincipalArn, String> without = new HashMap<>(unread);
            entries.forEach(entry -> without.remove(entry.principal()));
            return without;
        }

        private Set<String> namespaces(List<AccessEntry> heeded) {
            Set<String> namespaces = new HashSet<>(rbac.namespaces());
            for (RbacBinding binding : rbac.bindings()) {
                if (binding.namespace() != null) {
                    namespaces.add(binding.namespace());
                }
            }
            for (AccessEntry entry : heeded) {
                for (PolicyAssociation association : entry.policies()) {
                    if (association.scope().isForNamespaces()) {
                        namespaces.addAll(association.scope().namespaces());
                    }
                }
            }
            namespaces.removeIf(NamePattern::isPattern);
            return Collections.unmodifiableSet(new TreeSet<>(namespaces));
        }
    }
}
