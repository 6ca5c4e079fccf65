package io.github.accessentries.internal.command;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;

/** The terminal of the process. */
final class SystemTerminal implements Terminal {

    @Override
    public boolean isInteractive() {
        return console().isPresent();
    }

    @Override
    public boolean confirms(String question) {
        return console()
                .map(console -> console.readLine("%s [yes/no] ", question))
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("yes") || answer.equals("y"))
                .isPresent();
    }

    /** From JDK 22 on, there may be a console where there is no terminal, which only a method of then tells. */
    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(SystemTerminal::isTerminal);
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
}
