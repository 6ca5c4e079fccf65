package io.github.accessentries.testkit.command;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line: without arguments it runs the quickstart, with {@code serve} a server; {@code --help} lists the
 * options.
 */
@Command(
        name = "access-entries",
        mixinStandardHelpOptions = true,
        subcommands = Serve.class,
        description = "Shows the way from a grant to a decision on a fake EKS; or, with serve, keeps the fake running.")
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    Main() {}

    /**
     * Runs, and exits with code 0 on success, 2 for invalid arguments, 1 on failure.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        requireNonNull(arguments, "arguments");
        for (String each : arguments) {
            requireNonNull(each, "arguments element");
        }
        int exitCode = new CommandLine(new Main()).execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    @Override
    public Integer call() {
        new Quickstart(spec.commandLine().getOut()).run();
        return CommandLine.ExitCode.OK;
    }
}
