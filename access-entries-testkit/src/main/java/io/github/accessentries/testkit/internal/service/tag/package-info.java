/** The tags of everything that can have some. */
@NullMarked
package io.github.accessentries.testkit.internal.service.tag;

import org.jspecify.annotations.NullMarked;
