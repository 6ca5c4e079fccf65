/** What the packages of values share and nobody else sees. */
@NullMarked
package io.github.accessentries.internal;

import org.jspecify.annotations.NullMarked;
