/** Which region is meant where nobody names one in code. */
@NullMarked
package io.github.accessentries.internal.region;

import org.jspecify.annotations.NullMarked;
