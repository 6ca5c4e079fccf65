package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntries;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.Collection;
import java.util.List;

/**
 * What grants access on a cluster, as an {@link AccessModel}. So far that is its access entries with their policies;
 * Kubernetes groups and user names count for nothing here yet, since bindings are not read.
 *
 * <p>Matches users to entries by the ARN of the principal without its path, in any letter case, since EKS hides the id
 * that it goes by itself. Where two entries differ only in path, the answer says so and grants nothing.
 */
public final class ClusterAccess {

    private record EntriesModel(List<AccessEntry> entries, Authorizer authorizer) implements AccessModel {}

    private ClusterAccess() {}

    /**
     * Reads all entries of a cluster and compiles them.
     *
     * @param accessEntries the cluster
     * @return the model of this moment
     * @throws io.github.accessentries.AccessEntriesException if the entries cannot be read
     */
    public static AccessModel read(AccessEntries accessEntries) {
        return of(accessEntries.list());
    }

    /**
     * Compiles entries that are at hand, with the policies' rules from {@link PolicyCatalogue#published()}.
     *
     * @param entries entries of one cluster
     * @return the model
     */
    public static AccessModel of(Collection<AccessEntry> entries) {
        return of(entries, PolicyCatalogue.published());
    }

    /**
     * Compiles entries that are at hand.
     *
     * @param entries entries of one cluster
     * @param catalogue what the policies allow
     * @return the model
     */
    public static AccessModel of(Collection<AccessEntry> entries, PolicyCatalogue catalogue) {
        return new EntriesModel(List.copyOf(entries), new PolicyAuthorizer(entries, catalogue));
    }
}
