package io.github.accessentries.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The partitions that the SDK knows, by the name that stands in ARNs. */
final class Partitions {

    private Partitions() {}

    static Set<PartitionMetadata> all() {
        return Region.regions().stream().map(PartitionMetadata::of).collect(toUnmodifiableSet());
    }

    static Optional<PartitionMetadata> find(String partition) {
        // Answers null for an unknown name, though it does not say so.
        return Optional.ofNullable(PartitionMetadata.of(partition));
    }
}
