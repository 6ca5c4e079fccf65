package io.github.accessentries.webhook;

import io.github.accessentries.kubernetes.Kubeconfig;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The files that tell API servers where a webhook is, and whom they are to trust there. */
final class WebhookKubeconfig {

    private WebhookKubeconfig() {}

    static Kubeconfig of(URI webhook, byte @Nullable [] authority) {
        if (authority == null) {
            throw new IllegalStateException(
                    "It is not known whom API servers are to trust; tell the builder by certificateAuthority(..)");
        }
        return Kubeconfig.builder()
                .clusterName("access-entries")
                .userName("apiserver")
                .contextName("webhook")
                .server(webhook)
                .certificateAuthority(Base64.getEncoder().encodeToString(authority))
                .build();
    }
}
