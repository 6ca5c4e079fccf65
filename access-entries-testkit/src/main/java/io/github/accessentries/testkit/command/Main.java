package io.github.accessentries.testkit.command;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The command line: without arguments it runs the quickstart, with {@code serve} a server; {@code --help} lists the
 * options, and {@code --version} tells the version.
 */
public final class Main {

    private static final int WELL = 0;
    private static final int SENSELESS = 2;

    private static final String USAGE = """
            Usage: access-entries [serve [options]]
            Shows the way from a grant to a decision on a fake EKS; or, with serve, keeps the fake running.

              serve       serves the fake; serve --help lists its options
              --version   tells the version
              --help      shows this
            """;

    private final PrintWriter out;
    private final PrintWriter err;

    Main(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

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
        int exitCode = new Main(
                        new PrintWriter(System.out, true, Charset.defaultCharset()),
                        new PrintWriter(System.err, true, Charset.defaultCharset()))
                .run(List.of(arguments));
        if (exitCode != WELL) {
            System.exit(exitCode);
        }
    }

    int run(List<String> arguments) {
        try {
            execute(arguments);
            return WELL;
        } catch (Arguments.Senseless e) {
            err.println(e.getMessage());
            err.println("--help lists what there is");
            return SENSELESS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WELL;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private void execute(List<String> arguments) throws Arguments.Senseless, InterruptedException {
        if (arguments.isEmpty()) {
            new Quickstart(out).run();
            return;
        }
        Arguments left = new Arguments(arguments);
        switch (left.option(List.of("serve", "--version", "--help"))) {
            case "serve" -> new Serve(out).run(ServeOptions.of(arguments.subList(1, arguments.size())));
            case "--version" -> out.println("access-entries " + version());
            default -> out.print(USAGE);
        }
    }

    /** As the jar's manifest says; classes that are in no jar have none. */
    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not from a jar)" : version;
    }
}
