/**
 * The control API of a served fake, below {@code /_fake}: what a test in Java does by methods, a test in any other language
 * does by these calls. Each {@code ControlTopic} is about one thing.
 */
@NullMarked
package io.github.accessentries.testkit.internal.control;

import org.jspecify.annotations.NullMarked;
