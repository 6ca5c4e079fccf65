package io.github.accessentries.internal.iac.desired;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with <code>${…}</code>; <code>$${</code> is a literal <code>${</code>.
 *
 * @param text the text as it is written
 */
record Placeholders(String text) {

    private static final Pattern PATTERN = Pattern.compile("(?<literal>\\$\\$\\{)|\\$\\{(?<name>[^{}]*)}");

    /** The names that it has placeholders for, in their order. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = PATTERN.matcher(text);
        while (matcher.find()) {
            String name = matcher.group("name");
            if (name != null) {
                names.add(name.strip());
            }
        }
        return names;
    }

    /**
     * Fills it in.
     *
     * @param values what all of its placeholders stand for, by name
     * @param most how long it may become
     * @return the text without placeholders; empty if it becomes longer
     */
    Optional<String> filled(Map<String, String> values, int most) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PATTERN.matcher(text);
        int from = 0;
        while (filled.length() <= most && matcher.find()) {
            String name = matcher.group("name");
            filled.append(text, from, matcher.start())
                    .append(name == null ? "${" : values.getOrDefault(name.strip(), ""));
            from = matcher.end();
        }
        filled.append(text, from, text.length());
        return filled.length() <= most ? Optional.of(filled.toString()) : Optional.empty();
    }
}
