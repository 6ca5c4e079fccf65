package io.github.accessentries.webhook;

import io.github.accessentries.kubernetes.Kubeconfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that tell API servers where a webhook is, which certificate authority to trust and what to show. */
final class WebhookKubeconfig {

    private WebhookKubeconfig() {}

    static Kubeconfig of(URI webhook, @Nullable Path authority, @Nullable BearerSecret secret) {
        if (authority == null) {
            throw new IllegalStateException(
                    "The certificate authority that API servers should trust is unknown; set it with"
                            + " certificateAuthority(..)");
        }
        return Kubeconfig.builder()
                .clusterName("access-entries")
                .userName("apiserver")
                .contextName("webhook")
                .server(webhook)
                .certificateAuthority(Base64.getEncoder().encodeToString(PemFiles.read(authority)))
                .token(Optional.ofNullable(secret).map(BearerSecret::newest))
                .build();
    }
}
