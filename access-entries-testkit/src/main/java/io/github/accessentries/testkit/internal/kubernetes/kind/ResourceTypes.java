package io.github.accessentries.testkit.internal.kubernetes.kind;

import java.util.List;
import java.util.Optional;

/** The kinds that a cluster knows at a moment. Thread-safe. */
public interface ResourceTypes {

    /** All of them, in the order of discovery. */
    List<ResourceType> all();

    /** What stands at a path. */
    default Optional<ResourceType> find(String group, String version, String resource) {
        return all().stream()
                .filter(type -> type.group().equals(group)
                        && type.version().equals(version)
                        && type.resource().equals(resource))
                .findFirst();
    }

    /** What objects say they are. */
    default Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return all().stream()
                .filter(type ->
                        type.apiVersion().equals(apiVersion) && type.kind().equals(kind))
                .findFirst();
    }
}
