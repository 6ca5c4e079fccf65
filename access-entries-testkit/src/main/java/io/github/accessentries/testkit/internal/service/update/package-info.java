/** Updates, which run for a while after the call that asked for them was answered. */
@NullMarked
package io.github.accessentries.testkit.internal.service.update;

import org.jspecify.annotations.NullMarked;
