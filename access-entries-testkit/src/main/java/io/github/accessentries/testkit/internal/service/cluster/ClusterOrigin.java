package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What never changes in the life of a cluster.
 *
 * @param name its name, unique in account and region
 * @param arn its ARN
 * @param id what its addresses have in common: 32 hexadecimal digits
 * @param endpoint the address of its API server while nobody serves it, unlike that of any other cluster
 * @param issuer the URL of the OIDC issuer of its service accounts
 * @param creator who made it
 * @param bootstrap whether the creator was to be an administrator, {@code null} if that is not shown
 * @param createdAt when it was made
 */
public record ClusterOrigin(
        String name,
        String arn,
        String id,
        String endpoint,
        String issuer,
        StoredPrincipal creator,
        @Nullable Boolean bootstrap,
        Instant createdAt) {}
