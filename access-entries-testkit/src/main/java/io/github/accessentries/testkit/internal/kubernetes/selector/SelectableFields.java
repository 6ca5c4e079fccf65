package io.github.accessentries.testkit.internal.kubernetes.selector;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.Set;

/** By which fields the objects of a kind can be selected. Thread-safe. */
@FunctionalInterface
public interface SelectableFields {

    /** The paths of the fields, for example {@code spec.nodeName}. */
    Set<String> of(ResourceType type);
}
