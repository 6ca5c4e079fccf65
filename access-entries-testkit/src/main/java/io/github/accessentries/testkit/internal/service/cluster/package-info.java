/**
 * Clusters: their state at one moment, what is under way in them, and the changes they go through.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.cluster;

import org.jspecify.annotations.NullMarked;
