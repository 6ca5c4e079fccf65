/**
 * The way to clusters' own APIs: {@link io.github.accessentries.kubernetes.KubernetesApi} reads JSON text,
 * {@link io.github.accessentries.kubernetes.ApiClientKubernetesApi} by the official Java client, and
 * {@link io.github.accessentries.kubernetes.KubernetesObjects} makes objects and whole lists of it.
 */
@NullMarked
package io.github.accessentries.kubernetes;

import org.jspecify.annotations.NullMarked;
