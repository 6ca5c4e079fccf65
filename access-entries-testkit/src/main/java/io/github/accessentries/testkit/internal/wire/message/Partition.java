package io.github.accessentries.testkit.internal.wire.message;

import java.util.regex.Pattern;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The parts that AWS has, each with regions of its own. */
public final class Partition {

    /** The form of the regions of the partition {@code aws}, which most tests stay in. */
    private static final Pattern COMMERCIAL = Pattern.compile("(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-[0-9]+");

    private Partition() {}

    /**
     * The partition that a region belongs to.
     *
     * <p>The SDK knows the partitions of all regions, but loads a class for each region before it answers, which a test
     * that makes one fake would notice.
     */
    public static String of(String region) {
        return COMMERCIAL.matcher(region).matches()
                ? "aws"
                : PartitionMetadata.of(Region.of(region)).id();
    }
}
