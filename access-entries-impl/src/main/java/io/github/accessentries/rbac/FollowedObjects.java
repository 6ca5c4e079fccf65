package io.github.accessentries.rbac;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.following.FollowListener;
import io.github.accessentries.internal.following.FollowOptions;
import io.github.accessentries.internal.following.FollowedList;
import io.github.accessentries.internal.following.FollowedLists;
import io.github.accessentries.internal.following.ListSource;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The RBAC objects, namespaces and {@code aws-auth} of a cluster, as its own API tells them. Thread-safe. */
final class FollowedObjects {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";

    /** Selected so that the right to list and watch this one by its name is enough. */
    private static final ListSource AWS_AUTH = new ListSource(
            "v1", "ConfigMap", CONFIG_MAPS + "?fieldSelector=metadata.name%3Daws-auth", CONFIG_MAPS + "/aws-auth");

    private final FollowedLists lists;
    private final FollowedList<AwsAuth> awsAuth;
    private final Map<String, FollowedList<DecodedObject>> rbac = new LinkedHashMap<>();

    FollowedObjects(String cluster, KubernetesApi api, FollowOptions options, FollowListener listener) {
        this.lists = new FollowedLists("RBAC objects and aws-auth of " + cluster, api, options, listener);
        this.awsAuth = lists.add(AWS_AUTH, (object, place) -> AwsAuth.read(path -> Optional.of(object.toString())));
        for (RbacObjects.ApiList list : RbacObjects.API_LISTS) {
            rbac.put(
                    list.kind(),
                    lists.add(
                            new ListSource(list.apiVersion(), list.kind(), list.path()),
                            (object, place) -> RbacReader.decode(object, list.kind(), place)));
        }
    }

    FollowedLists lists() {
        return lists;
    }

    /** Says whether the cluster uses its {@code aws-auth}. */
    void useAwsAuth(boolean used) {
        awsAuth.use(used);
    }

    /**
     * What the ConfigMap says now.
     *
     * @throws UnavailableException if it was not read yet
     */
    AwsAuth awsAuth() {
        return lists.together(() -> {
            if (!awsAuth.isRead()) {
                throw new UnavailableException(
                        "The ConfigMap kube-system/aws-auth was not read yet; try again later",
                        ErrorContext.builder().build(),
                        null);
            }
            return awsAuth.objects().stream().findFirst().orElseGet(AwsAuth::none);
        });
    }

    /** The objects of RBAC, in the order of their lists. While roles cannot be followed, one that is not known may be there. */
    RbacObjects rbac() {
        return lists.together(() -> RbacReader.together(
                rbac.values().stream().flatMap(list -> list.objects().stream()),
                isCurrent(RbacBinding.CLUSTER_ROLE) && isCurrent(RbacBinding.ROLE)));
    }

    private boolean isCurrent(String kind) {
        FollowedList<DecodedObject> list = rbac.get(kind);
        return list != null && list.isCurrent();
    }
}
