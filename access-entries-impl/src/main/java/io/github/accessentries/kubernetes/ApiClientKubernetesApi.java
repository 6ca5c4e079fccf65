package io.github.accessentries.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonParser;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.waiting.Interruption;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Reads from, watches and writes to a Kubernetes API through the official Java client, without its strict models. The client provides
 * address, TLS, credentials and timeouts; set a read timeout if it has none. Watches have none but a generous one of their own.
 *
 * <p>Answers are limited to 64 MiB; lists are read in far smaller pages. Thread-safe if the client is. The caller
 * closes the client.
 */
public final class ApiClientKubernetesApi implements WritableKubernetesApi, WatchableKubernetesApi {

    private static final int MAX_BYTES = 64 << 20;
    private static final int NOT_FOUND = 404;
    /** A watch says something each minute, if only that nothing has happened. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    private static final String JSON = "application/json";
    private static final String[] AUTHENTICATIONS = {"BearerToken"};

    private final ApiClient client;

    private ApiClientKubernetesApi(ApiClient client) {
        this.client = client;
    }

    /**
     * Reads through a client.
     *
     * @param client the client of the cluster
     * @return the API
     */
    public static ApiClientKubernetesApi of(ApiClient client) {
        return new ApiClientKubernetesApi(requireNonNull(client, "client"));
    }

    @Override
    public Optional<String> get(String path) {
        return send("GET", requireNonNull(path, "path"), null);
    }

    @Override
    public String create(String path, String object) {
        requireNonNull(path, "path");
        requireNonNull(object, "object");
        return send("POST", path, object)
                .orElseThrow(() -> new AccessEntriesException(
                        "Could not POST " + path + " to the Kubernetes API: it has no such list, or no such namespace;"
                                + " check the address of the cluster, and that the namespace exists",
                        ErrorContext.builder().statusCode(NOT_FOUND).build(),
                        null));
    }

    @Override
    public Optional<String> replace(String path, String object) {
        requireNonNull(path, "path");
        return send("PUT", path, requireNonNull(object, "object"));
    }

    @Override
    public boolean delete(String path, String options) {
        requireNonNull(path, "path");
        return send("DELETE", path, requireNonNull(options, "options")).isPresent();
    }

    @Override
    public Watch watch(String path) {
        Request request = call("GET", requireNonNull(path, "path"), null).request();
        OkHttpClient patient = client.getHttpClient()
                .newBuilder()
                .readTimeout(LONGEST_SILENCE)
                .callTimeout(Duration.ZERO)
                .build();
        return new OkHttpWatch(patient.newCall(request), path);
    }

    private Optional<String> send(String method, String path, @Nullable String json) {
        try (Response response = answer(call(method, path, json))) {
            String body = body(method, path, response);
            // Only the cluster itself knows what it does not have; a proxy in its place says nothing about it.
            if (response.code() == NOT_FOUND && StatusErrors.isStatus(body)) {
                return Optional.empty();
            }
            if (!response.isSuccessful()) {
                throw StatusErrors.translate(method, path, response.code(), body);
            }
            return Optional.of(body);
        } catch (IOException e) {
            if (Interruption.isBehind(e)) {
                throw new UnavailableException(
                        "Could not " + method + " " + path + " at the Kubernetes API: "
                                + Interruption.before(server(), !method.equals("GET")),
                        ErrorContext.builder().build(),
                        e);
            }
            throw unavailable(method, path, server() + " did not answer: " + e.getMessage(), e);
        }
    }

    /** Without a path and without credentials, which an address can have. */
    private String server() {
        HttpUrl url = HttpUrl.parse(client.getBasePath());
        return url == null ? "the API server" : url.scheme() + "://" + url.host() + ":" + url.port();
    }

    private Call call(String method, String path, @Nullable String json) {
        try {
            Map<String, String> headers = new HashMap<>(Map.of("Accept", JSON));
            if (json != null) {
                headers.put("Content-Type", JSON);
            }
            return client.buildCall(
                    client.getBasePath(),
                    path,
                    method,
                    List.of(),
                    List.of(),
                    // The client sends a tree of Gson as it is, and would put a text in quotes.
                    json == null ? null : JsonParser.parseString(json),
                    headers,
                    new HashMap<>(),
                    new HashMap<>(),
                    AUTHENTICATIONS,
                    null);
        } catch (ApiException e) {
            throw unavailable(method, path, String.valueOf(e.getMessage()), e);
        }
    }

    /** OkHttp 5 lets an InterruptedException out of it, undeclared, where a thread is interrupted that waits for a connection. */
    static Response answer(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("the thread was interrupted while it waited for a connection", e);
        }
    }

    static String body(String method, String path, Response response) throws IOException {
        ResponseBody body = requireNonNull(response.body());
        byte[] bytes = body.byteStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw unavailable(method, path, "its answer is longer than " + MAX_BYTES + " bytes", null);
        }
        return new String(bytes, UTF_8);
    }

    static UnavailableException unavailable(String method, String path, String why, @Nullable Throwable cause) {
        return new UnavailableException(
                "Could not " + method + " " + path + " at the Kubernetes API: " + why
                        + "; check the client's address, network and TLS settings, or try again later",
                ErrorContext.builder().build(),
                cause);
    }
}
