/**
 * Bodies: in which forms a request may bring an object, and in which an answer shows one.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.body;

import org.jspecify.annotations.NullMarked;
