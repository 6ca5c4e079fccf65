package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.awsauth.AwsAuth;
import java.util.Collection;

/** Models of clusters of which everything was read, for tests that say only what is not empty. */
public final class ReadCluster {

    private ReadCluster() {}

    public static ClusterAccess.Builder builder() {
        return ClusterAccess.builder().rbac(withoutRbac()).awsAuth(AwsAuth.none());
    }

    public static AccessModel of(Collection<AccessEntry> entries) {
        return builder().entries(entries).build();
    }

    /** All objects of a cluster that has none. */
    public static RbacObjects withoutRbac() {
        return RbacObjects.builder().whole(true).build();
    }
}
