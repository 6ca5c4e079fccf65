package io.github.accessentries.testkit.internal.service.role;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Whose web identities an account trusts.
 *
 * @param arn its ARN
 * @param url the URL of the issuer, without its scheme
 * @param clientIds the audiences that tokens may have
 * @param thumbprints of certificates, which have no effect here
 * @param tags its tags
 * @param createdAt when it was made
 */
public record OpenIdProvider(
        String arn,
        String url,
        List<String> clientIds,
        List<String> thumbprints,
        Map<String, String> tags,
        Instant createdAt) {

    /** Copies the collections. */
    public OpenIdProvider {
        clientIds = List.copyOf(clientIds);
        thumbprints = List.copyOf(thumbprints);
        tags = Map.copyOf(tags);
    }
}
