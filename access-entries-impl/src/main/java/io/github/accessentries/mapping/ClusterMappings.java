package io.github.accessentries.mapping;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.AuthenticationModeException;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.kubernetes.KubernetesApi;
import io.github.accessentries.manage.AccessEntries;
import java.util.List;
import org.immutables.value.Value;

/**
 * Everything that a cluster uses to map identities, at one moment: its authentication mode, and the mappings that this
 * mode uses.
 */
@CheckReturnValue
@Value.Immutable
public abstract class ClusterMappings {

    ClusterMappings() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the authentication mode of the cluster} */
    public abstract AuthenticationMode mode();

    /** {@return its access entries; empty if the mode does not use them} */
    public abstract List<AccessEntry> entries();

    /** {@return its {@code aws-auth} ConfigMap; {@link AwsAuth#none()} if the mode does not use it} */
    public abstract AwsAuth awsAuth();

    @Value.Check
    void check() {
        if (mode() == AuthenticationMode.UNKNOWN) {
            throw new IllegalArgumentException(
                    "With authentication mode UNKNOWN, it is not known which mappings the cluster uses; set its"
                            + " actual mode");
        }
    }

    /**
     * Reads the mode first, and then only what it uses: a cluster without access entries is not asked for them, and one
     * that uses only access entries needs no access to its Kubernetes API. Blocks until all is read.
     *
     * @param entries the access entries of the cluster
     * @param kubernetes the API of the same cluster
     * @return the current mappings
     * @throws AuthenticationModeException if the mode is one that this version does not know
     * @throws io.github.accessentries.AccessEntriesException if something cannot be read
     */
    public static ClusterMappings read(AccessEntries entries, KubernetesApi kubernetes) {
        requireNonNull(entries, "entries");
        requireNonNull(kubernetes, "kubernetes");
        AuthenticationMode mode = entries.authenticationMode();
        if (mode == AuthenticationMode.UNKNOWN) {
            throw new AuthenticationModeException(
                    "Cluster " + entries.cluster() + " has an authentication mode that this version does not know, so"
                            + " it is not known which mappings it uses; update this library",
                    ErrorContext.builder().cluster(entries.cluster()).build(),
                    null);
        }
        // Before the entries: a principal that moves from the ConfigMap to an entry meanwhile would otherwise be in
        // neither.
        AwsAuth awsAuth = mode.usesConfigMap() ? AwsAuth.read(kubernetes) : AwsAuth.none();
        return builder()
                .mode(mode)
                .entries(mode.usesAccessEntries() ? entries.list() : List.of())
                .awsAuth(awsAuth)
                .build();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableClusterMappings.Builder {
        Builder() {}
    }
}
