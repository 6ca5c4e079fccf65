package io.github.accessentries.token;

import com.google.gson.JsonElement;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What kubectl and other clients tell the exec plugins that they ask for credentials, in the environment variable
 * {@code KUBERNETES_EXEC_INFO}: the version that the answer must have.
 *
 * <p>A client refuses an answer of another version than that of its kubeconfig. Where nothing tells the version, or a
 * version that is unknown, v1beta1 is the best guess, as for the AWS CLI.
 *
 * @param apiVersion {@link ExecCredential#V1} or {@link ExecCredential#V1BETA1}
 * @param complaint what to tell the user on standard error, if the version had to be guessed
 */
public record ExecInfo(String apiVersion, Optional<String> complaint) {

    /** The environment variable. */
    public static final String VARIABLE = "KUBERNETES_EXEC_INFO";

    /**
     * Checks the version.
     *
     * @param apiVersion the version of the answer
     * @param complaint what to tell the user
     * @throws IllegalArgumentException if the version is neither v1 nor v1beta1
     */
    public ExecInfo {
        ExecCredential.requireKnown(apiVersion);
    }

    /**
     * Reads it. Never fails: what cannot be read is told in {@link #complaint()}.
     *
     * @param environment the environment variables, for example {@code System.getenv()}
     * @return what the client wants
     */
    public static ExecInfo of(Map<String, String> environment) {
        String text = environment.getOrDefault(VARIABLE, "");
        if (text.isEmpty()) {
            // Clients before 1.20 say nothing.
            return new ExecInfo(ExecCredential.V1BETA1, Optional.empty());
        }
        return apiVersion(text)
                .filter(ExecCredential::isKnown)
                .map(version -> new ExecInfo(version, Optional.empty()))
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
        return new ExecInfo(
                ExecCredential.V1BETA1,
                Optional.of(
                        VARIABLE + " names neither " + ExecCredential.V1 + " nor " + ExecCredential.V1BETA1
                                + "; answering in " + ExecCredential.V1BETA1
                                + ". Set one of them as apiVersion of the exec section in the kubeconfig, or update the client"));
    }
}
