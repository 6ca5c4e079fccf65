package io.github.accessentries.testkit.service;

import java.time.Instant;
import java.util.Map;

/**
 * What a cluster is at one moment, without its entries.
 *
 * @param name its name, unique in account and region
 * @param arn its ARN
 * @param mode its authentication mode
 * @param version the version of Kubernetes, for example {@code 1.34}
 * @param platformVersion for example {@code eks.1}
 * @param status {@code ACTIVE}
 * @param endpoint the address of its API server
 * @param certificate the base64 text of the certificate of its authority
 * @param tags its tags
 * @param createdAt when it was made
 */
public record Cluster(
        String name,
        String arn,
        AccessMode mode,
        String version,
        String platformVersion,
        String status,
        String endpoint,
        String certificate,
        Map<String, String> tags,
        Instant createdAt) {

    Cluster withTags(Map<String, String> newTags) {
        return new Cluster(
                name,
                arn,
                mode,
                version,
                platformVersion,
                status,
                endpoint,
                certificate,
                TagRules.sorted(newTags),
                createdAt);
    }
}
