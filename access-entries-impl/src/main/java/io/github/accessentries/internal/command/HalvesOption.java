package io.github.accessentries.internal.command;

import picocli.CommandLine.Option;

/** Whether the cluster's own API is asked beside EKS. */
final class HalvesOption {

    @Option(
            names = "--both-halves",
            description = "Ask the cluster's own API as well, by the same credentials: RBAC and aws-auth count then.")
    private boolean given;

    boolean given() {
        return given;
    }
}
