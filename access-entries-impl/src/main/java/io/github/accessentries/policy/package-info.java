/**
 * The catalogue of access policies: which exist and what they allow, as far as AWS publishes it. The facts are in a
 * data file next to the classes, with the month they date from; the code only reads it.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.policy;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
