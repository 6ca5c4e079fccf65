package io.github.accessentries;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes {@link CheckReturnValue} back inside a type that has it: for the builder of a value, whose methods give the builder
 * itself for chaining.
 *
 * <p>Error Prone knows the annotation by its simple name. On a type it speaks for all methods of the type that are not marked
 * themselves.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CanIgnoreReturnValue {}
