/** How a part says how it is doing, where it knows by what came of its calls. Not for users of the library. */
@NullMarked
package io.github.accessentries.internal.health;

import org.jspecify.annotations.NullMarked;
