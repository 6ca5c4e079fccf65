package io.github.accessentries.rbac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntries;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What grants access on a cluster, as an {@link AccessModel}: its access entries with their policies and, where they are
 * given, its RBAC objects.
 *
 * <p>RBAC goes by user name and groups, access policies by the IAM principal that the authenticator left with the user.
 * Users are matched to entries by the ARN of the principal without its path, in any letter case, since EKS hides the id
 * that it goes by itself. Where two entries differ only in path, the answer says so and their policies grant nothing.
 */
public final class ClusterAccess {

    private record ClusterModel(List<AccessEntry> entries, Authorizer authorizer) implements AccessModel {}

    private ClusterAccess() {}

    /**
     * Reads all entries of a cluster and compiles them, without RBAC.
     *
     * @param accessEntries the cluster
     * @return the model of this moment
     * @throws io.github.accessentries.AccessEntriesException if the entries cannot be read
     */
    public static AccessModel read(AccessEntries accessEntries) {
        return of(accessEntries.list());
    }

    /**
     * Compiles entries that are at hand, without RBAC.
     *
     * @param entries entries of one cluster
     * @return the model
     */
    public static AccessModel of(Collection<AccessEntry> entries) {
        return builder().entries(entries).build();
    }

    /**
     * Starts with nothing that grants access.
     *
     * @return a builder, for one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Compiles a model. Not safe for use by several threads. */
    public static final class Builder {

        private List<AccessEntry> entries = List.of();
        private RbacObjects rbac = RbacObjects.none();
        private @Nullable PolicyCatalogue catalogue;

        private Builder() {}

        /**
         * Says which access entries there are.
         *
         * @param entries entries of one cluster; none by default
         * @return this builder
         */
        public Builder entries(Collection<AccessEntry> entries) {
            this.entries = List.copyOf(entries);
            return this;
        }

        /**
         * Says which RBAC objects there are. Without them, groups and user names give nobody anything.
         *
         * @param objects the objects of the same cluster; none by default
         * @return this builder
         */
        public Builder rbac(RbacObjects objects) {
            this.rbac = requireNonNull(objects, "objects");
            return this;
        }

        /**
         * Says what the access policies allow.
         *
         * @param catalogue {@link PolicyCatalogue#published()} by default
         * @return this builder
         */
        public Builder catalogue(PolicyCatalogue catalogue) {
            this.catalogue = requireNonNull(catalogue, "catalogue");
            return this;
        }

        /**
         * Compiles it.
         *
         * @return the model
         */
        public AccessModel build() {
            PolicyCatalogue policies = catalogue == null ? PolicyCatalogue.published() : catalogue;
            return new ClusterModel(
                    entries, new ClusterAuthorizer(new RbacAuthorizer(rbac), new PolicyAuthorizer(entries, policies)));
        }
    }
}
