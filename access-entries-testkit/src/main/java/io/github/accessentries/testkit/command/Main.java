package io.github.accessentries.testkit.command;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.command.AccessEntriesCommand;
import io.github.accessentries.internal.command.Cancellation;
import io.github.accessentries.internal.command.CommandContext;
import io.github.accessentries.internal.command.ProgramVersion;
import io.github.accessentries.internal.command.Terminal;
import io.github.accessentries.internal.command.WordConverter;
import io.github.accessentries.testkit.Variant;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The program {@code access-entries}: the commands for real clusters, a fake EKS as a server, and the quickstart. {@code --help}
 * lists them. Needs picocli, which is not a transitive dependency of this library; the jar with the classifier {@code cli} has it.
 */
public final class Main {

    private static final int WELL = 0;
    private static final int FAILED = 1;

    private Main() {}

    /**
     * Runs a command, and exits with its code: 0 when it is done, 1 on failure and for invalid arguments, 2 where there is a
     * difference, 3 where something was left open, 130 after Ctrl-C. Blocks until the command has ended.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        requireNonNull(arguments, "arguments");
        for (String each : arguments) {
            requireNonNull(each, "arguments element");
        }
        if (ProgramVersion.isAllOf(arguments)) {
            PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
            out.println(ProgramVersion.text());
            exit(written(WELL, out, new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
            return;
        }
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        }
        CommandContext context = CommandContext.ofThisProcess(System.getenv());
        CountDownLatch ended = new CountDownLatch(1);
        PrintWriter out = writer(System.out, context.terminal());
        PrintWriter err = writer(System.err, context.terminal());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> end(context.cancellation(), ended, err), "access-entries-end"));
        int exitCode =
                written(commandLine(context, arguments).setOut(out).setErr(err).execute(arguments), out, err);
        ended.countDown();
        // While the process ends on a signal, whoever calls exit would wait for the hook for ever.
        if (!context.cancellation().isRequested()) {
            exit(exitCode);
        }
    }

    private static void exit(int code) {
        if (code != WELL) {
            System.exit(code);
        }
    }

    /** A result that nobody has is a failure: a disk may be full, or the reader gone. */
    static int written(int exitCode, PrintWriter out, PrintWriter err) {
        if (!out.checkError()) {
            return exitCode;
        }
        err.println(
                "Error: the result could not be written to the standard output; see that its reader and its disk take it");
        return FAILED;
    }

    static CommandLine commandLine(CommandContext context, String... arguments) {
        Map<String, Supplier<Object>> ofTheFake = new LinkedHashMap<>();
        ofTheFake.put("serve", Serve::new);
        ofTheFake.put("quickstart", Quickstart::new);
        return AccessEntriesCommand.commandLine(context, ofTheFake, arguments.length == 0 ? "" : arguments[0])
                .registerConverter(Variant.class, new WordConverter<>(Variant.class));
    }

    /** What a terminal shows is in its own characters, and what a pipe carries in UTF-8, wherever it comes from. */
    private static PrintWriter writer(PrintStream stream, Terminal terminal) {
        Charset charset = terminal.showsResults()
                ? Charset.forName(System.getProperty(
                        "stdout.encoding", Charset.defaultCharset().name()))
                : StandardCharsets.UTF_8;
        return new PrintWriter(stream, true, charset);
    }

    /**
     * The process ends when its hooks do, so the hook waits for the command to tell what it has done. A call that is stuck heeds no
     * interrupt, and then the hook tells what is known.
     */
    private static void end(Cancellation cancellation, CountDownLatch ended, PrintWriter err) {
        if (ended.getCount() == 0) {
            return;
        }
        cancellation.request();
        try {
            if (!ended.await(cancellation.timeToTell().toMillis(), TimeUnit.MILLISECONDS)) {
                err.println("Error: " + cancellation.left());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
