package io.github.accessentries.kubernetes;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.token.ExecCredential;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.immutables.value.Value;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * The command that kubectl and other clients run to get tokens, for the exec section of a {@link Kubeconfig}.
 * Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class ExecPlugin {

    private static final String GET_TOKEN = "io.github.accessentries.token.command.GetToken";

    ExecPlugin() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the version of the exchange between client and command, {@link ExecCredential#V1} or {@link
     * ExecCredential#V1BETA1}}
     */
    public abstract String apiVersion();

    /** {@return the program, searched on the path if it is just a name} */
    public abstract String command();

    /** {@return its arguments} */
    public abstract List<String> arguments();

    /** {@return environment variables for the command in addition to those of the client} */
    @Value.NaturalOrder
    public abstract SortedMap<String, String> environment();

    /**
     * The AWS CLI, as {@code aws eks update-kubeconfig} writes it.
     *
     * @param cluster DescribeCluster's answer
     * @return the command, with the credentials that the CLI finds
     * @throws IllegalArgumentException if the cluster cannot be reached
     */
    public static ExecPlugin awsCli(Cluster cluster) {
        requireNonNull(cluster, "cluster");
        ClusterEndpoint endpoint = ClusterEndpoint.of(cluster);
        return builder()
                .apiVersion(ExecCredential.V1BETA1)
                .command("aws")
                .arguments(List.of(
                        "--region",
                        endpoint.region(),
                        "eks",
                        "get-token",
                        clusterOption(endpoint),
                        endpoint.tokenId(),
                        "--output",
                        "json"))
                .build();
    }

    /**
     * This library's own command, for machines with Java but without the AWS CLI.
     *
     * @param cluster DescribeCluster's answer
     * @param classPath where Java finds this library, picocli and what they need
     * @return the command, with the credentials that the SDK's default chain finds
     * @throws IllegalArgumentException if the cluster cannot be reached
     */
    public static ExecPlugin java(Cluster cluster, String classPath) {
        requireNonNull(cluster, "cluster");
        requireNonNull(classPath, "classPath");
        ClusterEndpoint endpoint = ClusterEndpoint.of(cluster);
        return builder()
                .apiVersion(ExecCredential.V1)
                .command("java")
                .arguments(List.of(
                        "-cp",
                        classPath,
                        GET_TOKEN,
                        "--region",
                        endpoint.region(),
                        clusterOption(endpoint),
                        endpoint.tokenId()))
                .build();
    }

    private static String clusterOption(ClusterEndpoint endpoint) {
        return endpoint.local() ? "--cluster-id" : "--cluster-name";
    }

    /**
     * Makes the command assume a role first.
     *
     * @param role the role that the tokens are for
     * @return another command
     */
    public final ExecPlugin withRole(PrincipalArn role) {
        requireNonNull(role, "role");
        List<String> more = new ArrayList<>(arguments());
        more.addAll(List.of("--role", role.toString()));
        return builder()
                .apiVersion(apiVersion())
                .command(command())
                .arguments(more)
                .environment(environment())
                .build();
    }

    /**
     * Makes the command use the credentials of a profile.
     *
     * @param profile a profile of the AWS configuration files
     * @return another command
     */
    public final ExecPlugin withProfile(String profile) {
        requireNonNull(profile, "profile");
        Map<String, String> more = new TreeMap<>(environment());
        more.put("AWS_PROFILE", profile);
        return builder()
                .apiVersion(apiVersion())
                .command(command())
                .arguments(arguments())
                .environment(more)
                .build();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("apiVersion", apiVersion());
        map.put("args", arguments());
        map.put("command", command());
        if (!environment().isEmpty()) {
            map.put(
                    "env",
                    environment().entrySet().stream().map(ExecPlugin::variable).toList());
        }
        if (apiVersion().equals(ExecCredential.V1)) {
            // Required since v1; neither command prompts the user.
            map.put("interactiveMode", "Never");
        }
        return map;
    }

    private static Map<String, Object> variable(Map.Entry<String, String> variable) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", variable.getKey());
        map.put("value", variable.getValue());
        return map;
    }

    /**
     * The command as text.
     *
     * @return the program and its arguments on one line, with the names of its variables but not their values
     */
    @Override
    public final String toString() {
        return PlainText.name(apiVersion()) + ": " + PlainText.name(command()) + " [" + PlainText.names(arguments())
                + "] with [" + PlainText.names(environment().keySet()) + "]";
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableExecPlugin.Builder {
        Builder() {}
    }
}
