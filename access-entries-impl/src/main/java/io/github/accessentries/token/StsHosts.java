package io.github.accessentries.token;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;

/**
 * The STS endpoints of one partition, compared as exact text. Domains and the form of region names are those of the SDK,
 * so that new regions need no new release. A region that only looks like one is refused, since names such as
 * {@code sts.s3.amazonaws.com} can belong to anybody.
 */
final class StsHosts {

    private static final PartitionEndpointKey DUAL_STACK =
            PartitionEndpointKey.builder().tags(EndpointTag.DUALSTACK).build();
    private static final String GLOBAL_HOST = "sts.amazonaws.com";
    private static final String GLOBAL_SIGNING_REGION = "us-east-1";
    private static final int LABELS = 3;

    private final String partition;
    private final Pattern regionForm;
    private final Set<String> extraRegions;
    private final Map<String, Set<String>> domainsByService;

    private StsHosts(PartitionMetadata metadata, Set<String> extraRegions) {
        this.partition = metadata.id();
        this.regionForm = Pattern.compile(metadata.regionRegex());
        this.extraRegions = Set.copyOf(extraRegions);
        this.domainsByService = domainsByService(metadata);
    }

    static StsHosts of(String partition, Set<String> extraRegions) {
        return new StsHosts(
                Partitions.find(partition)
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "\"" + partition
                                                + "\" is no partition that the AWS SDK knows; use for example aws, aws-cn or aws-us-gov")),
                extraRegions);
    }

    private static Map<String, Set<String>> domainsByService(PartitionMetadata metadata) {
        String domain = metadata.dnsSuffix();
        String dualStackDomain = metadata.dnsSuffix(DUAL_STACK);
        if (metadata.id().startsWith("aws-iso")) {
            // The SDK has dual-stack names for the isolated partitions, but clusters there accept none.
            return Map.of("sts", Set.of(domain), "sts-fips", Set.of(domain));
        }
        if (metadata.id().equals("aws-us-gov")) {
            // The regional names of GovCloud are its FIPS endpoints.
            return Map.of("sts", Set.of(domain, dualStackDomain), "sts-fips", Set.of(dualStackDomain));
        }
        return Map.of("sts", Set.of(domain, dualStackDomain), "sts-fips", Set.of(domain, dualStackDomain));
    }

    /** The region whose signatures the host takes; empty if the host is none of the partition's STS endpoints. */
    Optional<String> signingRegion(String host) {
        if (partition.equals("aws") && host.equals(GLOBAL_HOST)) {
            return Optional.of(GLOBAL_SIGNING_REGION);
        }
        String[] labels = host.split("\\.", LABELS);
        if (labels.length < LABELS
                || !domainsByService.getOrDefault(labels[0], Set.of()).contains(labels[2])) {
            return Optional.empty();
        }
        String region = labels[1];
        return regionForm.matcher(region).matches() || extraRegions.contains(region)
                ? Optional.of(region)
                : Optional.empty();
    }
}
