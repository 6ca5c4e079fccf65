package io.github.accessentries.internal.value;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How values of the package that has it are generated, like those of the api. Gone from class files, where the compilers of
 * users would stumble over the annotations of a generator that they do not have; for the same reason no value gives
 * {@code @Value.Immutable} a member.
 */
@Value.Style(
        visibilityString = "PACKAGE",
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false))
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
public @interface GeneratedValues {}
