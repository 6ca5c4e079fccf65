package io.github.accessentries.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * A value that is often used as a key, so its hash code is computed once, when it is created. In all else it is like
 * every other value: this replaces the style of its package, which is therefore repeated here.
 *
 * <p>Not kept in class files, unlike {@code @Value.Immutable(prehash = true)}, about which the compilers of users warn
 * when all warnings are on, since they do not have the annotation.
 */
@Value.Style(
        visibilityString = "PACKAGE",
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        depluralizeDictionary = {"policy:policies"},
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false, prehash = true))
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface HashedOnce {}
