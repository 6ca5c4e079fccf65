/** How values of this module are generated. */
@NullMarked
package io.github.accessentries.internal.value;

import org.jspecify.annotations.NullMarked;
