/** What the hot paths cost: decisions, tokens, the fake. */
@NullMarked
package io.github.accessentries.benchmarks;

import org.jspecify.annotations.NullMarked;
