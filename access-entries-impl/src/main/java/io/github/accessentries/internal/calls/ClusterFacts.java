package io.github.accessentries.internal.calls;

import io.github.accessentries.AuthenticationMode;

/**
 * What a cluster itself is.
 *
 * @param mode where it looks for access
 * @param kubernetesVersion for example {@code 1.34}, empty if EKS did not say
 * @param platformVersion for example {@code eks.5}, empty if EKS did not say
 */
public record ClusterFacts(AuthenticationMode mode, String kubernetesVersion, String platformVersion) {}
