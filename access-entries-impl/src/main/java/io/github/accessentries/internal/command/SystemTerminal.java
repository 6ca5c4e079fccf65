package io.github.accessentries.internal.command;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The terminal of the process. Questions go to standard error, so that results may go elsewhere. */
final class SystemTerminal implements Terminal {

    private static final Set<String> CONSENT = Set.of("yes", "y");

    private final StandardInput input;
    private boolean asked;
    private boolean interactive;

    SystemTerminal(StandardInput input) {
        this.input = input;
    }

    @Override
    public boolean isInteractive() {
        if (!asked) {
            interactive = showsResults() || isInputATerminal();
            asked = true;
        }
        return interactive;
    }

    /** The console is there only where both ends are a terminal. From JDK 22 on, only a method of then tells. */
    @Override
    public boolean showsResults() {
        return Optional.ofNullable(System.console())
                .filter(SystemTerminal::isTerminal)
                .isPresent();
    }

    @Override
    public boolean confirms(String question) {
        PrintWriter err = new PrintWriter(System.err, true, characters());
        err.print(question + " [yes/no] ");
        err.flush();
        return input.read(SystemTerminal::line)
                .filter(answer -> CONSENT.contains(answer.strip().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static Optional<String> line(InputStream keyboard) {
        try {
            return Optional.ofNullable(new BufferedReader(new InputStreamReader(keyboard, characters())).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the answer; use --yes if it is meant", e);
        }
    }

    private static Charset characters() {
        return Charset.forName(
                System.getProperty("native.encoding", Charset.defaultCharset().name()));
    }

    private static boolean isTerminal(Console console) {
        try {
            Method method = Console.class.getMethod("isTerminal");
            return (boolean) method.invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Could not ask the console whether it is a terminal", e);
        }
    }

    /** Java itself tells only of both ends together. Where there is no shell, the answer is no, and the option is asked for. */
    private static boolean isInputATerminal() {
        try {
            return new ProcessBuilder("sh", "-c", "test -t 0")
                            .redirectInput(Redirect.INHERIT)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
