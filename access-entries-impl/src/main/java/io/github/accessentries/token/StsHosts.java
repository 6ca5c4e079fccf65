package io.github.accessentries.token;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.accessentries.internal.text.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;

/**
 * The STS endpoints of one partition, compared as exact text. Domains and the form of region names come from the SDK,
 * so that new regions need no new release.
 */
final class StsHosts {

    private static final PartitionEndpointKey DUAL_STACK =
            PartitionEndpointKey.builder().tags(EndpointTag.DUALSTACK).build();
    static final String GLOBAL_HOST = "sts.amazonaws.com";
    private static final String GLOBAL_SIGNING_REGION = "us-east-1";
    private static final int LABELS = 3;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");
    /** Other than a label, and the SDK's forms of regions, it has no capital letters and no underscores, as no region has. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");

    private static final Pattern S3 = Pattern.compile("s3(-.*)?", Pattern.CASE_INSENSITIVE);

    private final String partition;
    private final Function<String, Map<String, Set<String>>> domainsByServiceInRegion;

    private StsHosts(String partition, Function<String, Map<String, Set<String>>> domainsByServiceInRegion) {
        this.partition = partition;
        this.domainsByServiceInRegion = domainsByServiceInRegion;
    }

    /** Endpoints in regions of the partition, recognized by their form, and in additional ones. */
    static StsHosts of(String partition, Set<String> extraRegions) {
        PartitionMetadata own = metadata(partition);
        Pattern regionForm = Pattern.compile(own.regionRegex());
        Map<String, Set<String>> domains = domainsByService(own);
        Set<String> extra = Set.copyOf(extraRegions);
        return new StsHosts(
                partition, region -> extra.contains(region) || isRegion(region, regionForm) ? domains : Map.of());
    }

    private static boolean isRegion(String label, Pattern form) {
        return REGION.matcher(label).matches() && form.matcher(label).matches();
    }

    /**
     * Endpoints in anything that may be a region in the partition's domains. As in the public authenticator, that is
     * any label in the domains of the commercial partition, which is assumed to have the unknown regions and which
     * GovCloud shares. Names below S3 are refused nevertheless: they belong to whoever owns a bucket of that name.
     */
    static StsHosts lenient(String partition, Set<String> extraRegions) {
        PartitionMetadata own = metadata(partition);
        Map<String, Set<String>> ownDomains = domainsByService(own);
        Set<String> extra = Set.copyOf(extraRegions);
        Map<Pattern, PartitionMetadata> byRegionForm = Partitions.all().stream()
                .collect(toUnmodifiableMap(known -> Pattern.compile(known.regionRegex()), Function.identity()));
        PartitionMetadata homeOfUnknown = metadata("aws");
        return new StsHosts(partition, region -> {
            if (extra.contains(region)) {
                return ownDomains;
            }
            if (!LABEL.matcher(region).matches() || S3.matcher(region).matches()) {
                return Map.of();
            }
            PartitionMetadata home = byRegionForm.entrySet().stream()
                    .filter(form -> form.getKey().matcher(region).matches())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(homeOfUnknown);
            return home.dnsSuffix().equals(own.dnsSuffix()) ? domainsByService(home) : Map.of();
        });
    }

    private static PartitionMetadata metadata(String partition) {
        return Partitions.find(partition)
                .orElseThrow(() -> new IllegalArgumentException(PlainText.quoted(partition)
                        + " is not a partition that the AWS SDK knows; use for example aws, aws-cn or aws-us-gov"));
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

    /** The signing region of the host; empty if the host is not an STS endpoint of the partition. */
    Optional<String> signingRegion(String host) {
        if (partition.equals("aws") && host.equals(GLOBAL_HOST)) {
            return Optional.of(GLOBAL_SIGNING_REGION);
        }
        String[] labels = host.split("\\.", LABELS);
        return labels.length == LABELS
                        && domainsByServiceInRegion
                                .apply(labels[1])
                                .getOrDefault(labels[0], Set.of())
                                .contains(labels[2])
                ? Optional.of(labels[1])
                : Optional.empty();
    }
}
