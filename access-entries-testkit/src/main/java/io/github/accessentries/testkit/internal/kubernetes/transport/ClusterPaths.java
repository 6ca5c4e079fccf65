package io.github.accessentries.testkit.internal.kubernetes.transport;

import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which cluster a path at the common address belongs to: {@code /clusters/NAME/…}.
 *
 * @param clusters the API of a cluster, by the cluster's name
 * @param only the API of the one cluster, if there is exactly one; it also answers all other paths, since kubectl leaves out the
 *     cluster's own path where it is told a raw one
 */
public record ClusterPaths(
        Function<String, Optional<KubernetesWire>> clusters, Supplier<Optional<KubernetesWire>> only) {

    private static final String ROOT = "/clusters/";
    private static final Pattern PATH = Pattern.compile(ROOT + "(?<name>[0-9A-Za-z][A-Za-z0-9_-]*)(?<rest>/.*)?");

    /** A request, and the cluster that it is for. */
    record Routed(KubernetesWire cluster, ApiRequest request) {}

    /** The path of a cluster below the common address. */
    public static String of(String cluster) {
        return ROOT + cluster;
    }

    /**
     * Finds the cluster.
     *
     * @return the cluster and the request to it; empty if the path belongs to none
     * @throws IllegalArgumentException if path or query cannot be decoded
     */
    Optional<Routed> route(String method, String rawPath, String rawQuery, Headers headers, byte[] body) {
        Matcher matcher = PATH.matcher(rawPath);
        if (!matcher.matches()) {
            return only.get()
                    .map(cluster -> new Routed(cluster, new ApiRequest(method, rawPath, rawQuery, headers, body)));
        }
        String rest = Optional.ofNullable(matcher.group("rest")).orElse("/");
        return clusters.apply(matcher.group("name"))
                .map(cluster -> new Routed(cluster, new ApiRequest(method, rest, rawQuery, headers, body)));
    }
}
