package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.RbacObjects;

/**
 * What stands in a cluster itself, beside what EKS knows of it.
 *
 * @param rbac its RBAC objects
 * @param awsAuth its {@code aws-auth} ConfigMap, but for what EKS itself has put there
 */
record KubernetesState(RbacObjects rbac, AwsAuth awsAuth) {

    static final KubernetesState EMPTY = new KubernetesState(RbacObjects.none(), AwsAuth.none());

    KubernetesState with(RbacObjects objects) {
        return new KubernetesState(objects, awsAuth);
    }

    KubernetesState with(AwsAuth configMap) {
        return new KubernetesState(rbac, configMap);
    }
}
