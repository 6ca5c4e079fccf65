package io.github.accessentries.internal.command;

import io.github.accessentries.eks.LibraryUse;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What commands on a cluster have in common. */
abstract class ClusterCommand implements Callable<Integer> {

    @ParentCommand
    private AccessEntriesCommand program;

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // by picocli
    private final HelpOption help = new HelpOption();

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    /** What the caller does here, by which IAM's permissions are told. */
    abstract List<LibraryUse> uses();

    /** Whether it asks the cluster's own API. */
    abstract boolean bothHalves();

    /** Refuses options that do not go together, before anything is asked. */
    void check() {}

    /** Does it. */
    abstract ExitCodes run(OpenCluster open);

    @Override
    public final Integer call() {
        check();
        try (OpenCluster open = cluster.open(context().clients(), bothHalves())) {
            return run(open).code();
        }
    }

    final String cluster() {
        return cluster.cluster();
    }

    final CommandContext context() {
        return program.context();
    }

    /** For results. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** For all else. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
