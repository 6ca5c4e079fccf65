package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.RateLimit;
import io.github.accessentries.internal.audit.AuditLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ListUpdatesResponse;
import software.amazon.awssdk.services.eks.model.Update;
import software.amazon.awssdk.services.eks.model.VpcConfigResponse;

/** Reads what EKS tells of a cluster itself and of its past. Changes nothing. Thread-safe. */
public final class ClusterCalls {

    private static final String CHANGE_OF_ACCESS = "AccessConfigUpdate";
    private static final String MODE = "AuthenticationMode";

    private final EksChannel channel;
    private final String cluster;

    private ClusterCalls(EksChannel channel, String cluster) {
        this.channel = channel;
        this.cluster = cluster;
    }

    /**
     * The calls through a client of the SDK.
     *
     * @param eks the client, which the caller closes
     * @param cluster the cluster's name
     * @param rateLimit the most calls to make in a second
     * @return the calls
     */
    public static ClusterCalls of(EksClient eks, String cluster, RateLimit rateLimit) {
        return new ClusterCalls(EksChannel.of(eks, rateLimit, AuditLog.standard()), cluster);
    }

    /**
     * Reads the cluster.
     *
     * @return what EKS tells of it
     * @throws AccessEntriesException if it does not exist or cannot be read
     */
    public ClusterDescription describe() {
        return channel.make(EksCall.read(
                "read cluster " + cluster,
                about(),
                eks -> description(eks.describeCluster(r -> r.name(cluster)).cluster())));
    }

    /**
     * Reads the cluster, for those who pass it on.
     *
     * @return what EKS answers
     * @throws AccessEntriesException if it does not exist or cannot be read
     */
    public Cluster cluster() {
        return channel.make(EksCall.read(
                "read cluster " + cluster,
                about(),
                eks -> SdkValues.named(
                        eks.describeCluster(r -> r.name(cluster)).cluster(), "It describes no cluster")));
    }

    private static ClusterDescription description(@Nullable Cluster cluster) {
        ClusterFacts facts = SdkValues.facts(cluster);
        Cluster given = Objects.requireNonNull(cluster);
        return new ClusterDescription(
                facts,
                Optional.ofNullable(given.statusAsString()).orElse(""),
                Optional.ofNullable(given.createdAt()),
                Optional.ofNullable(given.accessConfig())
                        .map(access -> access.bootstrapClusterCreatorAdminPermissions()),
                Optional.ofNullable(given.resourcesVpcConfig()).flatMap(ClusterCalls::endpoint));
    }

    private static Optional<ClusterDescription.Endpoint> endpoint(VpcConfigResponse network) {
        return Optional.ofNullable(network.endpointPublicAccess())
                .map(isPublic -> new ClusterDescription.Endpoint(
                        isPublic,
                        network.publicAccessCidrs().stream()
                                .filter(Objects::nonNull)
                                .toList()));
    }

    /**
     * Finds when the authentication mode changed, with one call for each page of updates and one for each update.
     *
     * @return the updates of the mode that EKS still knows and whose time it tells, the oldest first
     * @throws AccessEntriesException if they cannot be read
     */
    public List<ModeUpdate> modeUpdates() {
        return updateIds().stream()
                .map(this::update)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(ModeUpdate::begunAt))
                .toList();
    }

    private List<String> updateIds() {
        List<String> ids = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            String from = token;
            ListUpdatesResponse page = channel.make(
                    EksCall.read("list the updates of cluster " + cluster, about(), eks -> page(eks, from)));
            ids.addAll(page.updateIds());
            token = page.nextToken();
            if (token != null && !token.isEmpty() && !seen.add(token)) {
                throw new AccessEntriesException(
                        "Could not list the updates of cluster " + cluster
                                + ": EKS returned the same nextToken twice, so"
                                + " the list would never end; try again, and report it to AWS if it happens again",
                        about(),
                        null);
            }
        } while (token != null && !token.isEmpty());
        return ids;
    }

    private ListUpdatesResponse page(EksClient eks, @Nullable String from) {
        ListUpdatesResponse page = eks.listUpdates(r -> r.name(cluster).nextToken(from));
        SdkValues.list(page.hasUpdateIds(), "updateIds", page.updateIds(), id -> id);
        return page;
    }

    private Optional<ModeUpdate> update(String id) {
        return channel.make(EksCall.read("read update " + id + " of cluster " + cluster, about(), eks -> {
            Update update =
                    eks.describeUpdate(r -> r.name(cluster).updateId(id)).update();
            UpdateState state = SdkValues.update(id, update);
            return CHANGE_OF_ACCESS.equals(update.typeAsString())
                    ? Optional.ofNullable(update.createdAt()).map(begun -> new ModeUpdate(target(update), begun, state))
                    : Optional.empty();
        }));
    }

    /** The value of the parameter is JSON within JSON, with its quotes. */
    private static AuthenticationMode target(Update update) {
        return update.params().stream()
                .filter(param -> MODE.equals(param.typeAsString()))
                .map(param -> AuthenticationMode.parse(
                        Optional.ofNullable(param.value()).orElse("").replace("\"", "")))
                .findFirst()
                .orElse(AuthenticationMode.UNKNOWN);
    }

    private ErrorContext about() {
        return ErrorContext.builder().cluster(cluster).build();
    }
}
