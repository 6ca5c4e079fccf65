package io.github.accessentries.testkit;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import java.io.IOException;
import java.util.Optional;

/** A cluster's own API on which a call goes wrong. */
record TroubledKubernetesApi(WritableKubernetesApi api, TroubledCalls calls) implements WritableKubernetesApi {

    @Override
    public Optional<String> get(String path) {
        return make(false, () -> api.get(path));
    }

    @Override
    public String create(String path, String object) {
        return make(changes(path), () -> api.create(path, object));
    }

    @Override
    public Optional<String> replace(String path, String object) {
        return make(changes(path), () -> api.replace(path, object));
    }

    @Override
    public boolean delete(String path, String options) {
        return make(changes(path), () -> api.delete(path, options));
    }

    private static boolean changes(String path) {
        return !path.contains("dryRun");
    }

    private <T> T make(boolean changes, TroubledCalls.Call<T> call) {
        ErrorContext nothing = ErrorContext.builder().build();
        try {
            return calls.make(changes, call, () -> {
                throw new ThrottledException("Too many requests", nothing, null);
            });
        } catch (IOException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), nothing, e);
        }
    }
}
