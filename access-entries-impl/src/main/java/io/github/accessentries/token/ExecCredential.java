package io.github.accessentries.token;

import com.google.gson.JsonObject;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.time.temporal.ChronoUnit;
import org.immutables.value.Value;

/**
 * The answer of an exec plugin to kubectl or another client: a token and its expiry. The same as {@code aws eks
 * get-token} prints.
 */
@CheckReturnValue
@Value.Immutable
public abstract class ExecCredential {

    /** The version that clients support since Kubernetes 1.22. */
    public static final String V1 = "client.authentication.k8s.io/v1";
    /** The version that the AWS CLI writes into kubeconfigs. */
    public static final String V1BETA1 = "client.authentication.k8s.io/v1beta1";

    ExecCredential() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return {@link #V1} or {@link #V1BETA1}, whatever {@linkplain ExecInfo the client asked for}} */
    public abstract String apiVersion();

    /** {@return the token} */
    public abstract EksToken token();

    @Value.Check
    void check() {
        requireKnown(apiVersion());
    }

    static boolean isKnown(String apiVersion) {
        return apiVersion.equals(V1) || apiVersion.equals(V1BETA1);
    }

    static void requireKnown(String apiVersion) {
        if (!isKnown(apiVersion)) {
            throw new IllegalArgumentException(PlainText.quoted(apiVersion)
                    + " is not a version of exec credentials; use " + V1 + " or " + V1BETA1);
        }
    }

    /**
     * The text for standard output. It contains the token, so it must not be logged.
     *
     * @return a JSON object on one line, the time in whole seconds
     */
    public final String json() {
        JsonObject status = new JsonObject();
        status.addProperty(
                "expirationTimestamp",
                token().expiresAt().truncatedTo(ChronoUnit.SECONDS).toString());
        status.addProperty("token", token().value());
        JsonObject json = new JsonObject();
        json.addProperty("kind", "ExecCredential");
        json.addProperty("apiVersion", apiVersion());
        json.add("spec", new JsonObject());
        json.add("status", status);
        return json.toString();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableExecCredential.Builder {
        Builder() {}
    }
}
