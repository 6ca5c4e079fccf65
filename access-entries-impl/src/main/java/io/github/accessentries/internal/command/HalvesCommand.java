package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import java.util.List;
import picocli.CommandLine.Option;

/** What commands have in common that ask EKS, and the cluster's own API as well if they are told to. */
abstract class HalvesCommand extends ClusterCommand {

    private final LibraryUse useOfEks;
    private final LibraryUse useOfRbac;

    @Option(
            names = "--both-halves",
            description = "Ask the cluster's own API as well, by the same credentials: RBAC and aws-auth count then.")
    private boolean bothHalves;

    HalvesCommand(LibraryUse useOfEks, LibraryUse useOfRbac) {
        this.useOfEks = useOfEks;
        this.useOfRbac = useOfRbac;
    }

    @Override
    final List<LibraryUse> uses() {
        return bothHalves ? List.of(useOfEks, useOfRbac) : List.of(useOfEks);
    }

    @Override
    final boolean bothHalves() {
        return bothHalves;
    }
}
