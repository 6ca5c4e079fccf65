package io.github.accessentries.internal.command;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.eks.LibraryUse;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a person what went wrong, on one line where it is one thing, and without a stack trace unless it is asked for. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final AccessEntriesCommand program;

    Failures(AccessEntriesCommand program) {
        this.program = program;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        boolean cancelled = program.context().cancellation().isRequested();
        tell(
                command,
                (cancelled ? program.context().cancellation().left() + ": " : "") + OptionWords.of(message(failure)));
        if (failure instanceof AccessDeniedException
                && command.getCommandSpec().userObject() instanceof ClusterCommand of) {
            command.getErr()
                    .println("This command needs " + String.join(", ", actions(of.uses())) + " in IAM"
                            + (of.bothHalves() ? ", and RBAC or an access policy for the cluster's own API" : ""));
        }
        if (program.isDebugging() || !isExpected(failure)) {
            failure.printStackTrace(command.getErr());
        }
        return cancelled ? ExitCodes.INTERRUPTED.code() : ExitCodes.FAILED.code();
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        tell(command, PlainText.of(String.valueOf(failure.getMessage())));
        boolean isSuggested = UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        if (!isSuggested) {
            command.getErr().println("Try " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCodes.FAILED.code();
    }

    private static void tell(CommandLine command, String message) {
        command.getErr().println(command.getColorScheme().errorText("Error:").toString() + " " + message);
    }

    /** All others are faults of this program, and their stack traces are what whoever mends it needs. */
    private static boolean isExpected(Exception failure) {
        return Stream.of(
                        AccessEntriesException.class,
                        SdkException.class,
                        IllegalArgumentException.class,
                        IllegalStateException.class,
                        UncheckedIOException.class)
                .anyMatch(type -> type.isInstance(failure));
    }

    /** Messages of the library have their remedy, and may have a line for each fault; all others stay on their line. */
    private static String message(Exception failure) {
        if (failure instanceof AccessEntriesException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof InvalidPathException path) {
            return PlainText.of(path.getInput() + " is no path here: " + path.getReason());
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return PlainText.of(
                failure instanceof UncheckedIOException io
                        ? withReason(message, requireNonNull(io.getCause()))
                        : message);
    }

    /** Some messages end with that of their cause, which may be no more than the name of the file. */
    private static String withReason(String message, IOException cause) {
        String end = ": " + cause.getMessage();
        String what = message.endsWith(end) ? message.substring(0, message.length() - end.length()) : message;
        return what + ": " + FileTrouble.of(cause);
    }

    private static List<String> actions(List<LibraryUse> uses) {
        return uses.stream()
                .flatMap(use -> use.actions().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
