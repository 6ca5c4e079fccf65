package io.github.accessentries;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks methods that are called for their result, so that ignoring it is a mistake: a value that is not changed in
 * place, an unfinished step, something that is built and never used. On a type, it applies to all methods of the type.
 *
 * <p>Error Prone, SpotBugs and IDEs know the annotation by its simple name and warn. Methods that set an option of a
 * builder are not marked: their result is the builder itself, for chaining. Nor are methods that change a cluster
 * and throw if they could not: their result is information that may be ignored.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CheckReturnValue {}
