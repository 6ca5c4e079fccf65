/**
 * The API server: who asks, whether they may, and the answer.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.server;

import org.jspecify.annotations.NullMarked;
