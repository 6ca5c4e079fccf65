package io.github.accessentries.token;

import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;

/** The partitions that the SDK knows, by the name that stands in ARNs. */
final class Partitions {

    private Partitions() {}

    static Optional<PartitionMetadata> find(String partition) {
        // Answers null for an unknown name, though it does not say so.
        return Optional.ofNullable(PartitionMetadata.of(partition));
    }
}
