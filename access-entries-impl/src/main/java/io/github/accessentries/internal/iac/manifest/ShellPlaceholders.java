package io.github.accessentries.internal.iac.manifest;

import io.github.accessentries.internal.field.Unanswered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a shell, {@code envsubst} or {@code clusterctl} fills in before a tool sees the file: <code>${NAME}</code>, <code>
 * ${NAME:-default}</code> and {@code $NAME}. It is filled in as they do it, in the text and before anything is parsed, so that a
 * placeholder may stand for more than one value. What cannot be filled in leaves a mark, by which the values around it are known to be
 * unknown; a dollar that YAML or JSON has as an escape is none of this and stays one.
 */
final class ShellPlaceholders {

    /** No text of people has it, and YAML takes it for a letter. */
    private static final char PRIVATE = '\uE000';

    /** Each alternative excludes the next dollar, so that a text of nothing else is read in one pass. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<![\\\\$])(?<escape>[\\\\$]*?)\\$(?:"
            + "\\{(?<name>[A-Za-z_]\\w*)(?:(?<operator>:?[-=])(?<default>[^{}$\\n]*))?}"
            + "|(?<bare>[A-Za-z_]\\w*)"
            + "|(?<other>\\{[^{}$\\n]*}|\\([^()$\\n]*\\)|[{(]))");

    private final Map<String, String> values;
    private final int most;
    private final String mark;
    private final Pattern marked;
    private final List<String> unanswered = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final String text;

    private ShellPlaceholders(String text, Map<String, String> values, int most) {
        this.values = values;
        this.most = most;
        this.mark = String.valueOf(PRIVATE).repeat(1 + longestRun(text, values));
        this.marked = Pattern.compile(mark + "(\\d+)" + mark);
        this.text = filled(text);
    }

    /**
     * Fills in a text.
     *
     * @param text the text
     * @param values the values of its placeholders, by name
     * @param most the number of characters after which it does not go on, since nobody is going to read more
     * @return the filled in text
     */
    static ShellPlaceholders fill(String text, Map<String, String> values, int most) {
        return new ShellPlaceholders(text, values, most);
    }

    /** The text, with marks where something is not known. */
    String text() {
        return text;
    }

    /**
     * Looks at a text out of the parsed file.
     *
     * @throws Unanswered if a part of it is not known
     */
    void check(String part) throws Unanswered {
        Matcher matcher = marked.matcher(part);
        if (matcher.find()) {
            throw new Unanswered(unanswered.get(Integer.parseInt(matcher.group(1))));
        }
    }

    private static int longestRun(String text, Map<String, String> values) {
        int longest = longestRun(text);
        for (String value : values.values()) {
            longest = Math.max(longest, longestRun(value));
        }
        return longest;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == PRIVATE ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private String filled(String text) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (filled.length() <= most && matcher.find()) {
            filled.append(text, from, matcher.start()).append(replacement(matcher));
            from = matcher.end();
        }
        return filled.append(text, from, text.length()).toString();
    }

    private String replacement(Matcher placeholder) {
        String name = placeholder.group("name") == null ? placeholder.group("bare") : placeholder.group("name");
        if (name == null || !placeholder.group("escape").isEmpty()) {
            return mark(
                    "only the shell knows what " + placeholder.group() + " stands for; fill it in before it is read");
        }
        String value = value(name, placeholder.group("operator"), placeholder.group("default"));
        return value == null ? mark("nothing says what " + name + " is; give a value for it") : value;
    }

    private @Nullable String value(String name, @Nullable String operator, @Nullable String fallback) {
        String value = values.get(name);
        boolean isMissing = value == null || (value.isEmpty() && operator != null && operator.startsWith(":"));
        return isMissing && fallback != null ? fallback : value;
    }

    /** The same for the same reason, so that two texts that are written alike stay alike. */
    private String mark(String reason) {
        int number = numbers.computeIfAbsent(reason, added -> {
            unanswered.add(added);
            return unanswered.size() - 1;
        });
        return mark + number + mark;
    }
}
