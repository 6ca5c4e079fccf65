/**
 * Kinds that custom resource definitions add: their rules, and what holds for their objects.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.custom;

import org.jspecify.annotations.NullMarked;
