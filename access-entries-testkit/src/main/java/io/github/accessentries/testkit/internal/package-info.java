/** How the values of the testkit are generated. */
@NullMarked
package io.github.accessentries.testkit.internal;

import org.jspecify.annotations.NullMarked;
