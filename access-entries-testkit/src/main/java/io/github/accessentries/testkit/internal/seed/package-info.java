/**
 * Files that say what a fake contains from the start: read as a whole, each fault with its line. Knows the form and nothing of
 * what is made of it.
 */
@NullMarked
package io.github.accessentries.testkit.internal.seed;

import org.jspecify.annotations.NullMarked;
