package io.github.accessentries.webhook;

import io.github.accessentries.kubernetes.Kubeconfig;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files that tell API servers where a webhook is, and whom they are to trust there. */
final class WebhookKubeconfig {

    private WebhookKubeconfig() {}

    static Kubeconfig of(URI webhook, byte @Nullable [] authority) {
        if (authority == null) {
            throw new IllegalStateException(
                    "It is not known whom API servers are to trust; tell the builder by certificateAuthority(..)");
        }
        return new Kubeconfig(
                "access-entries",
                "apiserver",
                "webhook",
                webhook,
                Base64.getEncoder().encodeToString(authority),
                Optional.empty());
    }
}
