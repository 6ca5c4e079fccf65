package io.github.accessentries;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How values are generated in this package and the packages below it. Not kept in class files, since the compilers of
 * users would warn about annotations of a generator that they do not have; for the same reason, no value sets a member
 * of {@code @Value.Immutable}.
 */
@Value.Style(
        visibilityString = "PACKAGE",
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        builder = "new", // Values have builder methods of their own, which generated ones would hide.
        depluralizeDictionary = {"policy:policies"},
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false))
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.SOURCE)
@interface ValueStyle {}
