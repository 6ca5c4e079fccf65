/**
 * The catalogue of access policies: which there are and what they allow, as far as AWS publishes it. The facts are a data
 * file beside the classes, with the month that they are of; the code only reads it.
 */
@NullMarked
package io.github.accessentries.policy;

import org.jspecify.annotations.NullMarked;
