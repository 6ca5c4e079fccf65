package io.github.accessentries.testkit.internal.kubernetes.schema;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.Optional;

/** What is known about the kinds of a cluster. Thread-safe. */
@FunctionalInterface
public interface Schemas {

    /** The schema of a kind; empty if nothing is known of its fields. */
    Optional<Schema> of(ResourceType type);
}
