package io.github.accessentries.internal.command;

import io.github.accessentries.EntryRules;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.iam.IamDirectory;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.planning.PlanContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A cluster with the clients that a command works on it with, until it is closed. */
final class OpenCluster implements AutoCloseable {

    private final EksClient eks;
    private final StsClient sts;
    private final @Nullable String profile;
    private final @Nullable IamClient iam;
    private final @Nullable WritableKubernetesApi kubernetes;
    private final PlanContext context;
    private final EksAccessEntries entries;

    private OpenCluster(
            EksClient eks,
            StsClient sts,
            @Nullable String profile,
            @Nullable IamClient iam,
            @Nullable WritableKubernetesApi kubernetes,
            String cluster) {
        this.eks = eks;
        this.sts = sts;
        this.profile = profile;
        this.iam = iam;
        this.kubernetes = kubernetes;
        PlanContext.Builder known =
                OptionWords.inRemedies(PlanContext.builder()).caller(this::caller);
        if (iam != null) {
            known.directory(IamDirectory.of(iam, sts));
        }
        this.context = known.build();
        EksAccessEntries.Builder builder =
                EksAccessEntries.builder().cluster(cluster).eksClient(eks).planContext(context);
        if (kubernetes != null) {
            builder.kubernetes(kubernetes);
        }
        this.entries = builder.build();
    }

    static OpenCluster open(
            AwsClients clients, Connection connection, String cluster, boolean bothHalves, boolean withIam) {
        EntryRules.requireClusterName(cluster);
        EksClient eks = clients.eks(connection);
        return new OpenCluster(
                eks,
                clients.sts(connection),
                connection.profile(),
                withIam ? clients.iam(connection) : null,
                bothHalves ? clients.kubernetes(connection, eks, cluster) : null,
                cluster);
    }

    EksClient eks() {
        return eks;
    }

    EksAccessEntries entries() {
        return entries;
    }

    /** What plans know beside the entries, but for the cluster's own API. */
    PlanContext context() {
        return context;
    }

    /** The cluster's own API, if it is asked. */
    Optional<WritableKubernetesApi> kubernetes() {
        return Optional.ofNullable(kubernetes);
    }

    /** The principals of IAM, if it is asked. */
    Optional<PrincipalDirectory> directory() {
        return context.directory();
    }

    /** The caller, as STS shows it. */
    String caller() {
        return CallerCall.arn(sts, profile);
    }

    @Override
    public void close() {
        try (eks;
                sts) {
            if (iam != null) {
                iam.close();
            }
        }
    }
}
