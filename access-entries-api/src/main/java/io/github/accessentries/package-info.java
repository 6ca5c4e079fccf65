/**
 * Who may use an EKS cluster's Kubernetes API: principals, access entries, access policies with their scopes, and
 * {@link io.github.accessentries.AccessEntries} to manage them.
 *
 * <p>Every value here is immutable, checked when it is made, equal by value and safe to share between threads.
 */
@NullMarked
// Holds for the packages below too.
@Value.Style(
        // As text, since javac would warn users of a constant that they do not have.
        visibilityString = "PACKAGE",
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        depluralizeDictionary = {"policy:policies"},
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false))
package io.github.accessentries;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
