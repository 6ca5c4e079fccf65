package io.github.accessentries.internal.command;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The cluster that a command is about. */
final class ClusterOptions {

    @Option(names = "--cluster", required = true, paramLabel = "NAME", description = "The name of the cluster.")
    private String cluster;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--iam",
            description = "Ask IAM as well: finds the roles of permission sets, and principals that are gone.")
    private boolean iam;

    String cluster() {
        return cluster;
    }

    OpenCluster open(AwsClients clients, boolean bothHalves) {
        return OpenCluster.open(clients, connection.connection(), cluster, bothHalves, iam);
    }
}
