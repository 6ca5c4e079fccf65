package io.github.accessentries.internal.calls;

import io.github.accessentries.AuthenticationMode;

/**
 * The authentication mode and the versions of a cluster.
 *
 * @param mode the authentication mode
 * @param kubernetesVersion for example {@code 1.34}, empty if EKS did not report it
 * @param platformVersion for example {@code eks.5}, empty if EKS did not report it
 */
public record ClusterFacts(AuthenticationMode mode, String kubernetesVersion, String platformVersion) {}
