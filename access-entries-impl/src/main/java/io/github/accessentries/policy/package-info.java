/**
 * The catalogue of access policies: which there are and what they allow, as far as AWS publishes it. The facts are a data
 * file beside the classes, with the month that they are of; the code only reads it.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.policy;

import io.github.accessentries.internal.GeneratedValues;
import org.jspecify.annotations.NullMarked;
