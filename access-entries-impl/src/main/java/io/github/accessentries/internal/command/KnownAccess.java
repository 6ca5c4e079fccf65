package io.github.accessentries.internal.command;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.ClusterReading;
import org.jspecify.annotations.Nullable;

/**
 * Who has access to a cluster, as far as the command was told to read it.
 *
 * @param model the access
 * @param halves which halves were read, a sentence without its end
 * @param reading all that was read, {@code null} if that is not both halves
 */
record KnownAccess(
        AccessModel model, String halves, @Nullable ClusterReading reading) {

    /** Reads it. Blocks until all is read. */
    static KnownAccess read(OpenCluster open) {
        return open.kubernetes().map(kubernetes -> bothHalves(open, kubernetes)).orElseGet(() -> entriesAlone(open));
    }

    private static KnownAccess bothHalves(OpenCluster open, KubernetesApi kubernetes) {
        ClusterReading reading = ClusterReading.read(open.entries(), kubernetes);
        AuthenticationMode mode = reading.mappings().mode();
        String read = switch (mode) {
            case API -> "Read: access entries and RBAC; aws-auth does not count";
            case CONFIG_MAP -> "Read: aws-auth and RBAC; access entries do not count";
            case API_AND_CONFIG_MAP -> "Read: access entries, aws-auth and RBAC";
            case UNKNOWN -> "Read: RBAC, and what could be read of access entries and aws-auth";
        };
        return new KnownAccess(reading.model(), in(mode, read), reading);
    }

    private static KnownAccess entriesAlone(OpenCluster open) {
        AuthenticationMode mode = open.entries().authenticationMode();
        if (mode == AuthenticationMode.CONFIG_MAP) {
            throw new IllegalStateException("Cluster " + open.entries().cluster()
                    + " uses only the aws-auth ConfigMap (authentication mode CONFIG_MAP), which EKS does not tell; add"
                    + " --both-halves to read it from the cluster's own API");
        }
        AccessModel model = ClusterAccess.builder()
                .entries(open.entries().list())
                .authenticationMode(mode)
                .build();
        String read = mode.mayUseConfigMap()
                ? "Read: access entries; not RBAC and aws-auth, which --both-halves reads as well"
                : "Read: access entries; not RBAC, which --both-halves reads as well; aws-auth does not count";
        return new KnownAccess(model, in(mode, read), null);
    }

    private static String in(AuthenticationMode mode, String read) {
        return read + " (authentication mode " + mode + ")";
    }
}
