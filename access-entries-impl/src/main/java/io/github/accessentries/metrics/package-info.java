/**
 * Metrics and observations for applications that have Micrometer, which this library does not bring along: decorators and listeners
 * of what the other packages offer, none of which knows of this one.
 */
@NullMarked
package io.github.accessentries.metrics;

import org.jspecify.annotations.NullMarked;
