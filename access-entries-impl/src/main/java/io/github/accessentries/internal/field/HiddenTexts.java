package io.github.accessentries.internal.field;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.naturalOrder;

import io.github.accessentries.internal.text.PlainText;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Texts that a document marks as secret, and that no message may show. Not thread-safe. */
final class HiddenTexts {

    /** What is told of a value that has one of them in it. */
    static final String UNTOLD =
            "does not fit here; it holds a secret, so that no more is told of it; put a plain value there to see what is"
                    + " wrong with it";

    private static final char DOTS = '…';

    private static final String INSTEAD = "(a secret)";

    /** So short a text is in many words that have nothing to do with it. */
    private static final int LENGTH_OF_WORDS = 3;

    /** Every message is searched for each of them. */
    private static final int MOST = 1_000;

    private static final String TOO_MANY =
            "is not told, since more than " + MOST + " texts here are marked as secret; read it without such marks";

    /** The longest first, since one may be a part of another. */
    private final Set<String> texts =
            new TreeSet<>(comparingInt(String::length).reversed().thenComparing(naturalOrder()));

    /** All texts of a value, and the names in it. */
    void add(Field value) {
        value.written().ifPresent(this::add);
        if (value.isList()) {
            value.items().forEach(this::add);
        } else if (value.isMapping()) {
            value.members().forEach((name, member) -> {
                add(name);
                add(member);
            });
        }
    }

    private void add(String text) {
        if (text.isBlank() || texts.size() > MOST) {
            return;
        }
        String quoted = PlainText.quoted(text);
        texts.add(text);
        texts.add(text.strip());
        texts.add(PlainText.of(text));
        String inQuotes = quoted.substring(1, quoted.length() - 1);
        texts.add(inQuotes);
        // As JSON within a text has it, once that is quoted.
        String inJson = PlainText.quoted(inQuotes);
        texts.add(inJson.substring(1, inJson.length() - 1));
    }

    /** Whether one of them is in a text. */
    boolean areIn(String text) {
        return texts.size() > MOST
                || texts.stream().anyMatch(hidden -> !without(text, hidden).equals(text));
    }

    /** A message in which each of them is replaced. */
    String without(String message) {
        if (texts.size() > MOST) {
            return TOO_MANY;
        }
        String told = message;
        for (String hidden : texts) {
            told = withoutBeginning(without(told, hidden), hidden);
        }
        return told;
    }

    /** A long text may have been told in part, and then that stands before dots. */
    private static String withoutBeginning(String message, String hidden) {
        int dots = message.indexOf(DOTS);
        for (int length = Math.min(hidden.length(), dots); length > LENGTH_OF_WORDS; length--) {
            if (message.startsWith(hidden.substring(0, length), dots - length)) {
                return message.substring(0, dots - length) + INSTEAD + message.substring(dots);
            }
        }
        return message;
    }

    private static String without(String message, String hidden) {
        if (!message.contains(hidden)) {
            return message;
        }
        return hidden.length() > LENGTH_OF_WORDS
                ? message.replace(hidden, INSTEAD)
                : Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(hidden) + "(?![\\p{L}\\p{N}])")
                        .matcher(message)
                        .replaceAll(INSTEAD);
    }
}
