package io.github.accessentries.internal.calls;

import io.github.accessentries.AuthenticationMode;

/**
 * The authentication mode, the versions and the ARN of a cluster.
 *
 * @param mode the authentication mode
 * @param kubernetesVersion for example {@code 1.34}, empty if EKS did not report it
 * @param platformVersion for example {@code eks.5}, empty if EKS did not report it
 * @param arn the ARN of the cluster, empty if EKS did not report it
 */
public record ClusterFacts(AuthenticationMode mode, String kubernetesVersion, String platformVersion, String arn) {

    /**
     * The facts of a cluster whose ARN is unknown.
     *
     * @param mode the authentication mode
     * @param kubernetesVersion for example {@code 1.34}, empty if EKS did not report it
     * @param platformVersion for example {@code eks.5}, empty if EKS did not report it
     */
    public ClusterFacts(AuthenticationMode mode, String kubernetesVersion, String platformVersion) {
        this(mode, kubernetesVersion, platformVersion, "");
    }

    /**
     * Whether access entries came to EKS after the cluster's platform version.
     *
     * @return {@code false} also if the versions are not known; EKS decides about those
     */
    public boolean isTooOldForAccessEntries() {
        return MinimumPlatform.isTooOld(kubernetesVersion, platformVersion);
    }
}
