package io.github.accessentries.testkit.command;

import io.github.accessentries.internal.question.Likeness;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands after a command, taken from left to right: options with a value, {@code --port 8080} or {@code --port=8080}, and
 * those without. Not thread-safe.
 */
final class Arguments {

    /** Arguments that make no sense, with a message for whoever typed them. */
    static final class Senseless extends Exception {

        private static final long serialVersionUID = 1L;

        Senseless(String message) {
            super(message);
        }
    }

    private final Deque<String> left;
    private boolean valuePending;

    Arguments(List<String> all) {
        this.left = new ArrayDeque<>(all);
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /** The next option, without its value. */
    String option(List<String> known) throws Senseless {
        String next = left.removeFirst();
        int equals = next.indexOf('=');
        String name = equals < 0 ? next : next.substring(0, equals);
        if (!known.contains(name)) {
            throw new Senseless(PlainText.quoted(name) + " is not an option; use " + String.join(", ", known)
                    + Likeness.didYouMean(name, known.stream()));
        }
        valuePending = equals >= 0;
        if (valuePending) {
            left.addFirst(next.substring(equals + 1));
        }
        return name;
    }

    /** The value of the option just taken. */
    String value(String option) throws Senseless {
        if (left.isEmpty() || (!valuePending && left.getFirst().startsWith("--"))) {
            throw new Senseless(option + " needs a value");
        }
        valuePending = false;
        return left.removeFirst();
    }

    /** The value of the option just taken, as a number. */
    int number(String option, int least, int most) throws Senseless {
        String value = value(option);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Senseless(option + " needs a number, not " + PlainText.quoted(value));
        }
        throw new Senseless(option + " " + value + " is out of range; use " + least + " to " + most);
    }

    /** The value of the option just taken, as names with commas between them. */
    <E extends Enum<E>> List<E> names(String option, Class<E> type) throws Senseless {
        List<String> known = Stream.of(type.getEnumConstants()).map(Enum::name).toList();
        List<String> names = List.of(value(option).split(",", -1));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new Senseless(option + " " + PlainText.quoted(name) + " is none; use " + String.join(", ", known)
                        + Likeness.didYouMean(name, known.stream()));
            }
        }
        return names.stream().map(name -> Enum.valueOf(type, name)).toList();
    }

    /** Makes sure that the option just taken had no value. */
    void none(String option) throws Senseless {
        if (valuePending) {
            throw new Senseless(option + " takes no value");
        }
    }
}
