/**
 * The ways to the API of a cluster: HTTPS on loopback for everybody, and a client of the official Java library whose
 * calls never leave the process.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.transport;

import org.jspecify.annotations.NullMarked;
