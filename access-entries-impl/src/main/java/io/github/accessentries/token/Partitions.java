package io.github.accessentries.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The partitions that the SDK knows, by their name in ARNs. */
final class Partitions {

    private Partitions() {}

    static Set<PartitionMetadata> all() {
        return Region.regions().stream().map(PartitionMetadata::of).collect(toUnmodifiableSet());
    }

    static Optional<PartitionMetadata> find(String partition) {
        // Returns null for an unknown name, though that is not documented.
        return Optional.ofNullable(PartitionMetadata.of(partition));
    }
}
