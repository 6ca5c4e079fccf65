package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.time.temporal.ChronoUnit;

/**
 * The answer of an exec plugin to kubectl or another client: a token, and until when to keep it. The same as
 * {@code aws eks get-token} prints.
 *
 * @param apiVersion {@link #V1} or {@link #V1BETA1}, whatever {@linkplain ExecInfo the client asked for}
 * @param token the token
 */
public record ExecCredential(String apiVersion, EksToken token) {

    /** The version that clients know since Kubernetes 1.22. */
    public static final String V1 = "client.authentication.k8s.io/v1";

    /** The version that the AWS CLI writes into kubeconfigs. */
    public static final String V1BETA1 = "client.authentication.k8s.io/v1beta1";

    /**
     * Checks the version.
     *
     * @param apiVersion the version
     * @param token the token
     * @throws IllegalArgumentException if the version is neither v1 nor v1beta1
     */
    public ExecCredential {
        requireKnown(apiVersion);
        requireNonNull(token, "token");
    }

    static boolean isKnown(String apiVersion) {
        return apiVersion.equals(V1) || apiVersion.equals(V1BETA1);
    }

    static void requireKnown(String apiVersion) {
        if (!isKnown(apiVersion)) {
            throw new IllegalArgumentException(
                    "\"" + apiVersion + "\" is no version of exec credentials; use " + V1 + " or " + V1BETA1);
        }
    }

    /**
     * The text for standard output. It holds the token: it must not be logged.
     *
     * @return a JSON object on one line, the time in whole seconds
     */
    public String json() {
        JsonObject status = new JsonObject();
        status.addProperty(
                "expirationTimestamp",
                token.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        status.addProperty("token", token.value());
        JsonObject json = new JsonObject();
        json.addProperty("kind", "ExecCredential");
        json.addProperty("apiVersion", apiVersion);
        json.add("spec", new JsonObject());
        json.add("status", status);
        return json.toString();
    }
}
