package io.github.accessentries.testkit.internal.service.entry;

/**
 * An access policy that the fake offers.
 *
 * @param name for example {@code AmazonEKSViewPolicy}
 * @param serviceLinkedOnly whether only service-linked roles may have it
 */
public record OfferedPolicy(String name, boolean serviceLinkedOnly) {}
