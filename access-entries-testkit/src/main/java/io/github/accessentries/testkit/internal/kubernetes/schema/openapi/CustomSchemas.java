package io.github.accessentries.testkit.internal.kubernetes.schema.openapi;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import java.util.Optional;

/** What custom resource definitions say of their kinds. Thread-safe. */
@FunctionalInterface
public interface CustomSchemas {

    /**
     * The {@code openAPIV3Schema} of a kind.
     *
     * @param type a kind that is not built in
     * @return the schema, to be read only; empty if its definition has none
     */
    Optional<JsonObject> of(ResourceType type);
}
