package io.github.accessentries.internal.iac.cloudformation;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * What CloudFormation knows of a stack. Nobody here does, so it has to be given; but a region that the SDK knows is in
 * one partition only.
 *
 * @param values what was given
 */
record PseudoParameters(Map<String, String> values) {

    private static final String PREFIX = "AWS::";

    static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    Optional<String> value(String name) {
        String given = values.get(name);
        if (given != null) {
            return Optional.of(given);
        }
        return switch (name) {
            case "AWS::Partition" -> partition().map(PartitionMetadata::id);
            case "AWS::URLSuffix" -> partition().map(PartitionMetadata::dnsSuffix);
            default -> Optional.empty();
        };
    }

    private Optional<PartitionMetadata> partition() {
        return Region.regions().stream()
                .filter(region -> region.id().equals(values.get("AWS::Region")))
                .findFirst()
                .map(PartitionMetadata::of);
    }
}
