package io.github.accessentries.webhook;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.document.YamlText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The structured configuration files of a kube-apiserver, in their form {@code apiserver.config.k8s.io/v1}: of Kubernetes 1.32 and
 * later for authorization, 1.34 and later for authentication. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/">Authorization, in the documentation of Kubernetes</a>
 */
public final class ApiServerConfiguration {

    private static final String API_VERSION = "apiserver.config.k8s.io/v1";

    /** What API servers, nodes, controllers and anonymous users are called; the webhook knows nothing of them. */
    private static final String NOT_OF_THE_SYSTEM = "!request.user.startsWith('system:')";

    private ApiServerConfiguration() {}

    /**
     * The file for {@code --authorization-config}: the Node authorizer, then the webhook, then RBAC. Users {@code system:…} never reach
     * the webhook, so the cluster works without it; and while it cannot be reached, RBAC alone decides. Answers are kept for ten seconds.
     *
     * <p>It stands in place of {@code --authorization-mode} and {@code --authorization-webhook-*}, with which API servers refuse it.
     *
     * @param kubeconfig where the API server finds what {@link WebhookServer#authorizationKubeconfig()} writes
     * @return YAML
     */
    public static String authorization(Path kubeconfig) {
        requireNonNull(kubeconfig, "kubeconfig");
        Map<String, Object> webhook = new LinkedHashMap<>();
        webhook.put("authorizedTTL", "10s");
        webhook.put("unauthorizedTTL", "10s");
        webhook.put("timeout", "5s");
        webhook.put("subjectAccessReviewVersion", "v1");
        webhook.put("matchConditionSubjectAccessReviewVersion", "v1");
        webhook.put("failurePolicy", "NoOpinion");
        Map<String, Object> connection = new LinkedHashMap<>();
        connection.put("type", "KubeConfigFile");
        connection.put("kubeConfigFile", kubeconfig.toString());
        webhook.put("connectionInfo", connection);
        webhook.put("matchConditions", List.of(Map.of("expression", NOT_OF_THE_SYSTEM)));

        Map<String, Object> ours = authorizer("Webhook", "access-entries");
        ours.put("webhook", webhook);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("apiVersion", API_VERSION);
        file.put("kind", "AuthorizationConfiguration");
        file.put("authorizers", List.of(authorizer("Node", "node"), ours, authorizer("RBAC", "rbac")));
        return YamlText.of(file);
    }

    private static Map<String, Object> authorizer(String type, String name) {
        Map<String, Object> authorizer = new LinkedHashMap<>();
        authorizer.put("type", type);
        authorizer.put("name", name);
        return authorizer;
    }

    /**
     * The file for {@code --authentication-config}: anonymous requests reach the health checks only, as on EKS from Kubernetes 1.32 on.
     * The token webhook stays an option of its own, {@code --authentication-token-webhook-config-file}; {@code --anonymous-auth} must be
     * unset.
     *
     * @return YAML
     */
    public static String authentication() {
        Map<String, Object> anonymous = new LinkedHashMap<>();
        anonymous.put("enabled", true);
        anonymous.put(
                "conditions", List.of(Map.of("path", "/livez"), Map.of("path", "/readyz"), Map.of("path", "/healthz")));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("apiVersion", API_VERSION);
        file.put("kind", "AuthenticationConfiguration");
        file.put("anonymous", anonymous);
        return YamlText.of(file);
    }
}
