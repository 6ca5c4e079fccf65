package io.github.accessentries.internal.command;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to call AWS, and as whom. */
final class ConnectionOptions {

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The cluster's region. Default: that of the environment or of the profile.")
    private @Nullable String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "The profile of the AWS configuration whose credentials are used, whatever the environment has.")
    private @Nullable String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "The address to call instead of AWS, such as that of serve. Default: AWS_ENDPOINT_URL.")
    private @Nullable URI endpoint;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "How long a call may take in all, with its retries, and how long to wait for credentials. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int timeout;

    Connection connection() {
        if (endpoint != null
                && (endpoint.getHost() == null || !List.of("http", "https").contains(endpoint.getScheme()))) {
            throw new IllegalArgumentException("The address --endpoint-url=" + endpoint
                    + " is none of HTTP; write it as http://127.0.0.1:8080 or https://eks.us-west-2.amazonaws.com");
        }
        if (timeout < 1) {
            throw new IllegalArgumentException("--timeout=" + timeout + " is no time; give 1 second or more");
        }
        return new Connection(region, profile, endpoint, Duration.ofSeconds(timeout));
    }
}
