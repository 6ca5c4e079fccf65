package io.github.accessentries.internal.text;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text from outside safe to print: whatever it holds, it makes no line, no column, no colour and no other reading
 * direction. Characters that could do so, or that cannot be seen, are replaced by their Java escapes.
 */
public final class PlainText {

    /** Characters that are not shown although Unicode calls them letters, marks or symbols. */
    private static final int[][] UNSEEN = {
        {0x034F, 0x034F}, // combining grapheme joiner
        {0x115F, 0x1160}, // Hangul fillers
        {0x17B4, 0x17B5}, // Khmer inherent vowels
        {0x180B, 0x180F}, // Mongolian variation selectors
        {0x2800, 0x2800}, // braille pattern without dots
        {0x3164, 0x3164}, // Hangul filler
        {0xFE00, 0xFE0F}, // variation selectors
        {0xFFA0, 0xFFA0}, // Hangul filler
        {0xE0000, 0xE0FFF}, // tags and more variation selectors
    };

    /** In a list or a sentence, these look like the end of a name. */
    private static final String ENDING = " ,;\"";

    /** What stands in a text like this itself, looks like a character that was replaced. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\u[0-9A-Fa-f]{4}");

    private PlainText() {}

    /**
     * Whether a text has characters that cannot be seen, or that change how the others read.
     *
     * @param text any text
     * @return {@code true} if it has control characters, line ends, characters for the reading direction, halves of characters,
     *     or characters without a shape; blanks of other widths than the ordinary one are not counted
     */
    public static boolean hidesSomething(String text) {
        return text.codePoints().anyMatch(PlainText::isHidden);
    }

    /**
     * Puts a text on one line. What looks like an escape already stays, so a text may go through this more than once; {@link #name}
     * and {@link #quoted} tell it from a replaced character.
     *
     * @param text any text, for example a sentence with names from outside
     * @return the text, with {@linkplain #hidesSomething hidden} characters and unusual blanks replaced by their Java escapes
     */
    public static String of(String text) {
        if (isAscii(text) || text.codePoints().noneMatch(PlainText::deceives)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (deceives(character)) {
                for (char unit : Character.toChars(character)) {
                    plain.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                plain.appendCodePoint(character);
            }
        });
        return plain.toString();
    }

    /**
     * A name from outside, within a sentence, a list or a table. An ordinary name stays as it is. One that is empty, or could be
     * taken for two, for a part of the sentence or for one with a replaced character, is in quotes.
     *
     * @param name any text
     * @return one word, or a text in quotes
     */
    public static String name(String name) {
        boolean ordinary = !name.isEmpty()
                && name.chars().noneMatch(character -> ENDING.indexOf(character) >= 0)
                && !looksEscaped(name);
        return ordinary ? of(name) : quoted(name);
    }

    /**
     * A text from outside that is compared with what somebody copied: no two texts look the same. Most stay as they are.
     *
     * @param text any text
     * @return the text, or {@linkplain #quoted in quotes} if it has hidden characters or looks as if it had
     */
    public static String distinct(String text) {
        return of(text).equals(text) && !looksEscaped(text) ? text : quoted(text);
    }

    private static boolean looksEscaped(String text) {
        return text.indexOf('\\') >= 0 && ESCAPE.matcher(text).find();
    }

    /**
     * Names from outside as a list.
     *
     * @param names any texts
     * @return the {@linkplain #name names}, with commas between them
     */
    public static String names(Collection<String> names) {
        return names.stream().map(PlainText::name).collect(Collectors.joining(", "));
    }

    /**
     * A text from outside in quotes, which end where the text ends.
     *
     * @param text any text
     * @return the text on one line between double quotes, with a backslash before quotes and backslashes in it
     */
    public static String quoted(String text) {
        return '"' + of(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /**
     * As much of a text as there is room for, without a word on what is missing.
     *
     * @param text any text
     * @param most the most characters to keep, at least one
     * @return the text, or its beginning, which never ends with half of a character
     */
    public static String beginning(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /**
     * As much of a text as there is room for, and how much there is more.
     *
     * @param text any text
     * @param most the most characters to keep, at least one
     * @return the text, or its beginning and the number of the other characters
     */
    public static String cut(String text, int most) {
        String kept = beginning(text, most);
        int more = text.length() - kept.length();
        return more == 0 ? text : kept + "… (" + more + " characters more)";
    }

    /**
     * A text within HTML, outside of attributes.
     *
     * @param text any text
     * @return the text, in which nothing begins an element or a character reference
     */
    public static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Nearly all names are; this costs nothing, and reasons are made for every decision. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean deceives(int character) {
        return isHidden(character) || (character != ' ' && Character.getType(character) == Character.SPACE_SEPARATOR);
    }

    private static boolean isHidden(int character) {
        if (character >= ' ' && character < 0x7F) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> isUnseen(character);
        };
    }

    private static boolean isUnseen(int character) {
        for (int[] range : UNSEEN) {
            if (character >= range[0] && character <= range[1]) {
                return true;
            }
        }
        return false;
    }
}
