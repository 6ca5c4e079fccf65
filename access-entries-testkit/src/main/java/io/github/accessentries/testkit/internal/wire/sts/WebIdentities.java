package io.github.accessentries.testkit.internal.wire.sts;

import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.sts.WebIdentity;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccountToken;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccountTokens;
import java.util.Optional;

/** What tokens of the clusters' own issuers say to STS. There are no other issuers that it could ask. */
final class WebIdentities {

    private final Cloud cloud;
    private final ServiceAccountTokens tokens;

    WebIdentities(Cloud cloud) {
        this.cloud = cloud;
        this.tokens = new ServiceAccountTokens(cloud);
    }

    /** Empty if the token is none, was changed, or its issuer is that of no cluster that there is. */
    Optional<WebIdentity> of(String token) {
        return tokens.read(token)
                .filter(this::isOfACluster)
                .map(read -> new WebIdentity(read.issuer(), read.subject(), read.audiences(), read.expiresAt()));
    }

    private boolean isOfACluster(ServiceAccountToken token) {
        String id = token.issuer().substring(token.issuer().lastIndexOf('/') + 1);
        return !cloud.clock().instant().isBefore(token.notBefore())
                && cloud.clusterOfIssuer(id)
                        .filter(cluster -> cluster.origin().issuer().equals(token.issuer()))
                        .isPresent();
    }
}
