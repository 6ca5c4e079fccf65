package io.github.accessentries;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How values are generated, for the package that has it and those below. Gone from class files, where the compilers of
 * users would stumble over the annotations of a generator that they do not have; for the same reason no value gives
 * {@code @Value.Immutable} a member.
 */
@Value.Style(
        visibilityString = "PACKAGE",
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        depluralizeDictionary = {"policy:policies"},
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false))
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
@interface ValueStyle {}
