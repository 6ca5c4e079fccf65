/**
 * Objects of Kubernetes by which a controller makes access entries: those of ACK, of Crossplane and of Cluster API. Not for users of the
 * library.
 */
@NullMarked
package io.github.accessentries.internal.iac.resources;

import org.jspecify.annotations.NullMarked;
