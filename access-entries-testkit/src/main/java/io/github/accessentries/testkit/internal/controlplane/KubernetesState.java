package io.github.accessentries.testkit.internal.controlplane;

import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.RbacObjects;

/**
 * The contents of a cluster that EKS does not know.
 *
 * @param rbac its RBAC objects
 * @param awsAuth its {@code aws-auth} ConfigMap, without what EKS itself wrote there
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
