/**
 * The access entries of real clusters, through the AWS SDK: {@link io.github.accessentries.eks.EksAccessEntries}.
 *
 * <p>A grant flows one way: {@code Grant → Convergence → EksCalls → EksClient}. Values of the SDK end at
 * {@code SdkValues}, its exceptions at {@code EksErrors}.
 */
@NullMarked
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        jdkOnly = true,
        depluralize = true,
        depluralizeDictionary = {"policy:policies"},
        allowedClasspathAnnotations = {Override.class},
        defaults = @Value.Immutable(copy = false))
package io.github.accessentries.eks;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
