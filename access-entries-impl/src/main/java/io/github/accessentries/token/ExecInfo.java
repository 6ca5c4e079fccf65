package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonElement;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What kubectl and other clients pass to exec plugins in the environment variable {@code KUBERNETES_EXEC_INFO}: the
 * version that the answer must have.
 *
 * <p>A client refuses an answer whose version differs from that in its kubeconfig. If the version is missing or
 * unknown, v1beta1 is the best guess, as in the AWS CLI.
 */
@CheckReturnValue
@Value.Immutable
public abstract class ExecInfo {

    /** The environment variable. */
    public static final String VARIABLE = "KUBERNETES_EXEC_INFO";

    ExecInfo() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return {@link ExecCredential#V1} or {@link ExecCredential#V1BETA1}} */
    public abstract String apiVersion();

    /** {@return what to tell the user on standard error, if the version had to be guessed} */
    public abstract Optional<String> complaint();

    @Value.Check
    void check() {
        ExecCredential.requireKnown(apiVersion());
    }

    /**
     * Reads the environment variable. Never fails: {@link #complaint()} reports what cannot be read.
     *
     * @param environment the environment variables, for example {@code System.getenv()}
     * @return what the client asks for
     */
    public static ExecInfo of(Map<String, String> environment) {
        requireNonNull(environment, "environment");
        String text = environment.getOrDefault(VARIABLE, "");
        if (text.isEmpty()) {
            // Clients before 1.20 do not set the variable.
            return builder().apiVersion(ExecCredential.V1BETA1).build();
        }
        return apiVersion(text)
                .filter(ExecCredential::isKnown)
                .map(version -> builder().apiVersion(version).build())
                .orElseGet(ExecInfo::guessed);
    }

    private static Optional<String> apiVersion(String text) {
        try {
            JsonElement info = StrictJson.parse(text, DocumentLimits.EXEC_INFO);
            JsonElement version = info.isJsonObject() ? info.getAsJsonObject().get("apiVersion") : null;
            return version != null && version.isJsonPrimitive() ? Optional.of(version.getAsString()) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static ExecInfo guessed() {
        return builder()
                .apiVersion(ExecCredential.V1BETA1)
                .complaint(
                        Optional.of(
                                VARIABLE + " names neither " + ExecCredential.V1 + " nor " + ExecCredential.V1BETA1
                                        + "; answering in " + ExecCredential.V1BETA1
                                        + ". Set one of them as apiVersion of the exec section in the kubeconfig, or update the client"))
                .build();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableExecInfo.Builder {
        Builder() {}
    }
}
