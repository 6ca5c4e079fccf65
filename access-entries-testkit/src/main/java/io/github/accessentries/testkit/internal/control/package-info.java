/**
 * The control API of a served fake, below {@code /_fake}: what a test in Java does with methods, a test in any other
 * language does with these calls. Each {@code ControlTopic} is about one thing.
 */
@NullMarked
package io.github.accessentries.testkit.internal.control;

import org.jspecify.annotations.NullMarked;
