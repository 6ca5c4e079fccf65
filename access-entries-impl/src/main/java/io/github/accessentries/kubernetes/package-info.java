/**
 * Access to the Kubernetes APIs of clusters: {@link io.github.accessentries.kubernetes.EksApiClient} creates clients of
 * the official Java client whose tokens stay fresh, and {@link io.github.accessentries.kubernetes.Kubeconfig} writes
 * the file for kubectl. {@link io.github.accessentries.kubernetes.KubernetesApi} reads JSON text, {@link
 * io.github.accessentries.kubernetes.WatchableKubernetesApi} is told of changes, and {@link
 * io.github.accessentries.kubernetes.WritableKubernetesApi} writes; {@link
 * io.github.accessentries.kubernetes.ApiClientKubernetesApi} does all of it through such a client.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.kubernetes;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
