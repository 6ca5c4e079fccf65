package io.github.accessentries.testkit.internal.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

class PartitionTest {

    static Stream<String> regions() {
        return Stream.concat(
                Region.regions().stream().map(Region::id),
                List.of("eu-nowhere-7", "cn-nowhere-7", "us-gov-nowhere-7", "xx-nowhere-7", "mars").stream());
    }

    @ParameterizedTest
    @MethodSource("regions")
    void aRegionIsInThePartitionThatTheSdkPutsItIn(String region) {
        assertThat(Partition.of(region))
                .isEqualTo(PartitionMetadata.of(Region.of(region)).id());
    }
}
