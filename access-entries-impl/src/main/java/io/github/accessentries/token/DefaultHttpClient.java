package io.github.accessentries.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The HTTP client that the application's own SDK clients use by default. The SDK looks it up through its public service
 * provider interface but does not expose it, so the lookup is repeated here, by the same rules.
 */
final class DefaultHttpClient {

    /** The SDK's own setting, for applications with several HTTP clients on their class path. */
    private static final String CHOICE = "software.amazon.awssdk.http.service.impl";

    /**
     * The clients that the SDK prefers; it uses others, like that of the Common Runtime, only if it finds none of
     * these.
     */
    private static final List<String> PREFERRED = List.of(
            "software.amazon.awssdk.http.apache5.Apache5SdkHttpService",
            "software.amazon.awssdk.http.apache.ApacheSdkHttpService",
            "software.amazon.awssdk.http.urlconnection.UrlConnectionSdkHttpService");

    private DefaultHttpClient() {}

    /**
     * Creates one.
     *
     * @throws IllegalStateException if no client is found, or not the one that the system property names
     */
    static SdkHttpClient create(Duration timeout, int maxConnections) {
        List<SdkHttpService> services = new ArrayList<>();
        ServiceLoader.load(SdkHttpService.class).forEach(services::add);
        return choose(services, System.getProperty(CHOICE))
                .createHttpClientBuilder()
                .buildWithDefaults(AttributeMap.builder()
                        .put(SdkHttpConfigurationOption.MAX_CONNECTIONS, maxConnections)
                        .put(SdkHttpConfigurationOption.CONNECTION_TIMEOUT, timeout)
                        .put(SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT, timeout)
                        .put(SdkHttpConfigurationOption.READ_TIMEOUT, timeout)
                        .build());
    }

    static SdkHttpService choose(List<SdkHttpService> services, @Nullable String choice) {
        if (choice != null) {
            return services.stream()
                    .filter(service -> name(service).equals(choice))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The system property " + CHOICE
                            + " asks for the HTTP client " + choice
                            + ", which is not on the class path; found "
                            + services.stream().map(DefaultHttpClient::name).toList() + "; name one of these, add the"
                            + " missing one, or pass a client to httpClient()"));
        }
        return services.stream()
                .min(Comparator.comparingInt(DefaultHttpClient::rank))
                .orElseThrow(() -> new IllegalStateException(
                        "No HTTP client of the AWS SDK is on the class path, so STS cannot be called; add"
                                + " software.amazon.awssdk:apache5-client, apache-client or url-connection-client, or"
                                + " pass a client to httpClient()"));
    }

    private static int rank(SdkHttpService service) {
        int rank = PREFERRED.indexOf(name(service));
        return rank < 0 ? PREFERRED.size() : rank;
    }

    private static String name(SdkHttpService service) {
        return service.getClass().getName();
    }
}
