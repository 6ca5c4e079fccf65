package io.github.accessentries;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what is called for its result, so that a call that drops it is a mistake: a value that only looks changed, a step
 * that is not finished, something built and forgotten. On a type it speaks for all methods of the type.
 *
 * <p>Error Prone, SpotBugs and IDEs know the annotation by its simple name and warn. Methods that set an option of a builder do
 * not have it: their result is the builder itself, for chaining. Nor has what does something on a cluster: its result is
 * news, and may be dropped.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CheckReturnValue {}
