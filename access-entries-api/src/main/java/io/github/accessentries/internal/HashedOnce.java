package io.github.accessentries.internal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * A value that is looked up again and again, so it keeps its hash code from when it is made. Otherwise like every value:
 * this takes the place of the style of its package, which therefore stands here again.
 *
 * <p>Gone from class files, unlike {@code @Value.Immutable(prehash = true)}, of which the compilers of users who ask for
 * all warnings complain, since they do not have the annotation.
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
