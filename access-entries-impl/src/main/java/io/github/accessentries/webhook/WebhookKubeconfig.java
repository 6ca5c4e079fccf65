package io.github.accessentries.webhook;

import io.github.accessentries.kubernetes.Kubeconfig;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The files that tell API servers where a webhook is and which certificate authority to trust. */
final class WebhookKubeconfig {

    private WebhookKubeconfig() {}

    static Kubeconfig of(URI webhook, byte @Nullable [] authority) {
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
                .certificateAuthority(Base64.getEncoder().encodeToString(authority))
                .build();
    }
}
