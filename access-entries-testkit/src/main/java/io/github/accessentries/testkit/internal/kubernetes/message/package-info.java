/**
 * Requests and answers of a cluster's own API, whatever the transport.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.message;

import org.jspecify.annotations.NullMarked;
