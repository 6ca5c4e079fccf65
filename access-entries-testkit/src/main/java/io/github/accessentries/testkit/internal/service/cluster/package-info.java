/**
 * Clusters: what they are at one moment, what is under way in them, and the changes that follow one another.
 */
@NullMarked
package io.github.accessentries.testkit.internal.service.cluster;

import org.jspecify.annotations.NullMarked;
