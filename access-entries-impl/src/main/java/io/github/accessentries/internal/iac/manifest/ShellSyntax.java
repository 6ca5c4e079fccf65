package io.github.accessentries.internal.iac.manifest;

import io.github.accessentries.internal.iac.manifest.ShellExpansion.Known;
import io.github.accessentries.internal.iac.manifest.ShellExpansion.Missing;
import io.github.accessentries.internal.iac.manifest.ShellExpansion.Unknowable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameter expansions of a shell, as far as shells and the programs that take its place ({@code envsubst} of several makers, {@code
 * clusterctl}, Flux) agree about them: a value, a default, which may have expansions in it, and a message for a value that is missing.
 * They do not agree about an alternative ({@code :+}), and not about quotes and backslashes within a default.
 */
final class ShellSyntax {

    /** Nobody nests deeper, and a text of nothing but openings is given up soon. */
    private static final int DEEPEST = 8;

    /** What is not taken for the same within a default by all of them. */
    private static final String DISPUTED = "\"\\`";

    private final String text;
    private final Map<String, String> values;

    ShellSyntax(String text, Map<String, String> values) {
        this.text = text;
        this.values = values;
    }

    /**
     * An expansion and where it ends.
     *
     * @param end where the text goes on behind it
     * @param comesTo what it comes to
     */
    record Found(int end, ShellExpansion comesTo) {}

    /** Thrown away as a whole, since it has no end on its line or is too deep. */
    private static final Found NO_END = new Found(-1, Unknowable.of("${"));

    /** The expansion that begins with a dollar; empty if it is only a dollar. */
    Optional<Found> at(int dollar) {
        Found found = at(dollar, 0);
        return found != null && found.end() < 0
                ? Optional.of(new Found(dollar + 2, Unknowable.of(text.substring(dollar, dollar + 2))))
                : Optional.ofNullable(found);
    }

    private @Nullable Found at(int dollar, int depth) {
        int next = dollar + 1;
        if (next == text.length()) {
            return null;
        }
        if (depth > DEEPEST) {
            return NO_END;
        }
        char first = text.charAt(next);
        if (first == '{') {
            return braces(dollar, depth);
        }
        if (first == '(') {
            return unknowable(dollar, end(next, '(', ')'));
        }
        int end = endOfName(next);
        return end == next ? null : new Found(end, value(text.substring(next, end)));
    }

    private Found braces(int dollar, int depth) {
        int start = dollar + 2;
        int end = endOfName(start);
        String name = text.substring(start, end);
        if (!name.isEmpty() && text.startsWith("}", end)) {
            return new Found(end + 1, value(name));
        }
        int colon = text.startsWith(":", end) ? 1 : 0;
        int operator = end + colon;
        if (name.isEmpty() || operator == text.length() || "-=?".indexOf(text.charAt(operator)) < 0) {
            return unknowable(dollar, end(dollar + 1, '{', '}'));
        }
        Word word = word(operator + 1, depth);
        if (word == null) {
            return NO_END;
        }
        return word.hasBraces
                ? unknowable(dollar, word.end)
                : new Found(word.end, value(name, colon == 1, text.charAt(operator) == '?', word));
    }

    private ShellExpansion value(String name) {
        String value = values.get(name);
        return value == null ? new Missing(name) : new Known(value);
    }

    private ShellExpansion value(String name, boolean hasToSaySomething, boolean isMessage, Word word) {
        String value = values.get(name);
        if (value != null && !(value.isEmpty() && hasToSaySomething)) {
            return new Known(value);
        }
        if (!isMessage) {
            return word.insteadOf(name);
        }
        return value == null
                ? new Missing(name)
                : new Unknowable(
                        "the value of " + name + " is empty, and the file asks for one that is not; give another");
    }

    /** What stands behind an operator, up to the brace that closes it. */
    private static final class Word {

        private final StringBuilder filled = new StringBuilder();
        private final List<String> missing = new ArrayList<>();
        private boolean isDisputed;
        private boolean hasBraces;
        private int end;

        private void add(ShellExpansion part) {
            if (part instanceof Known known) {
                filled.append(known.text());
            } else if (part instanceof Missing name) {
                missing.add(name.name());
            } else {
                isDisputed = true;
            }
        }

        private ShellExpansion insteadOf(String name) {
            if (isDisputed) {
                return new Missing(name);
            }
            return missing.isEmpty()
                    ? new Known(filled.toString())
                    : new Missing(name + " (or " + String.join(" and ", missing) + ")");
        }
    }

    private @Nullable Word word(int start, int depth) {
        Word word = new Word();
        int at = start;
        while (at < text.length() && text.charAt(at) != '\n') {
            char character = text.charAt(at);
            if (character == '}') {
                word.end = at + 1;
                return word;
            }
            Found found = character == '$' ? at(at, depth + 1) : null;
            if (found != null && found.end() < 0) {
                return null;
            }
            if (found != null) {
                word.add(found.comesTo());
                at = found.end();
                continue;
            }
            word.hasBraces |= character == '{';
            word.isDisputed |= DISPUTED.indexOf(character) >= 0 || text.startsWith("$$", at);
            word.filled.append(character);
            at++;
        }
        return null;
    }

    private Found unknowable(int dollar, int end) {
        return end < 0 ? NO_END : new Found(end, Unknowable.of(text.substring(dollar, end)));
    }

    /** Behind what closes an opening on the same line; negative if nothing does. */
    private int end(int start, char opening, char closing) {
        int open = 0;
        for (int at = start; at < text.length() && text.charAt(at) != '\n' && open <= DEEPEST; at++) {
            char character = text.charAt(at);
            if (character == opening) {
                open++;
            } else if (character == closing) {
                open--;
                if (open == 0) {
                    return at + 1;
                }
            }
        }
        return -1;
    }

    private int endOfName(int start) {
        int end = start;
        while (end < text.length() && isOfName(text.charAt(end), end == start)) {
            end++;
        }
        return end;
    }

    private static boolean isOfName(char character, boolean isFirst) {
        return character == '_'
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (!isFirst && character >= '0' && character <= '9');
    }
}
