package io.github.accessentries.internal.iac.manifest;

import io.github.accessentries.internal.document.Unrendered;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.manifest.ShellExpansion.Known;
import io.github.accessentries.internal.iac.manifest.ShellExpansion.Missing;
import io.github.accessentries.internal.iac.manifest.ShellExpansion.Unknowable;
import io.github.accessentries.internal.iac.manifest.ShellSyntax.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a shell, {@code envsubst} or {@code clusterctl} fills in before a tool sees the file: <code>${NAME}</code>, <code>
 * ${NAME:-default}</code>, <code>${NAME:?message}</code> and {@code $NAME}. It is filled in as they do it, in the text and before
 * anything is parsed, so that a placeholder may stand for more than one value. What cannot be filled in leaves a mark, by which the
 * values around it are known to be unknown; a dollar that YAML or JSON has as an escape is none of this and stays one.
 */
final class ShellPlaceholders {

    /** No text of people has it, and YAML takes it for a letter. */
    private static final char PRIVATE = '\uE000';

    private final Map<String, String> values;
    private final int most;
    private final String mark;
    private final Pattern marked;
    private final List<ShellExpansion> unanswered = new ArrayList<>();
    private final Map<ShellExpansion, Integer> numbers = new HashMap<>();
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
        Gaps gaps = new Gaps();
        look(part, gaps);
        gaps.refuse();
    }

    /** Notes what is not known of a text out of the parsed file; what Helm has left there is filled in by nobody any more. */
    void look(String part, Gaps gaps) {
        Unrendered.ofHelm(part).ifPresent(template -> gaps.addReason("has " + template + Unrendered.REMEDY));
        Matcher matcher = marked.matcher(part);
        while (matcher.find()) {
            ShellExpansion gap = unanswered.get(Integer.parseInt(matcher.group(1)));
            if (gap instanceof Missing missing) {
                gaps.addName(missing.name());
            } else if (gap instanceof Unknowable unknowable) {
                gaps.addReason(unknowable.reason());
            }
        }
    }

    /** A text out of the parsed file for people, without marks. */
    String written(String part) {
        return marked.matcher(part)
                .replaceAll(found -> Matcher.quoteReplacement(
                        unanswered.get(Integer.parseInt(found.group(1))) instanceof Missing missing
                                ? "${" + missing.name() + "}"
                                : "$(?)"));
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
        ShellSyntax syntax = new ShellSyntax(text, values);
        StringBuilder filled = new StringBuilder();
        int from = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0 && filled.length() <= most; dollar = text.indexOf('$', from)) {
            int start = dollar;
            while (start > from && text.charAt(start - 1) == '\\') {
                start--;
            }
            int end = dollar + 1;
            while (end < text.length() && "\\$".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            int last = end - 1;
            Optional<Found> found = text.charAt(last) == '$' ? syntax.at(last) : Optional.empty();
            String replacement = text.substring(start, end);
            if (found.isPresent()) {
                end = found.get().end();
                replacement = start == last
                        ? replacement(found.get().comesTo())
                        : mark(Unknowable.of(text.substring(start, end)));
            }
            filled.append(text, from, start).append(replacement);
            from = end;
        }
        return filled.append(text, from, text.length()).toString();
    }

    private String replacement(ShellExpansion expansion) {
        return expansion instanceof Known known ? known.text() : mark(expansion);
    }

    /** The same for the same reason, so that two texts that are written alike stay alike. */
    private String mark(ShellExpansion gap) {
        int number = numbers.computeIfAbsent(gap, added -> {
            unanswered.add(added);
            return unanswered.size() - 1;
        });
        return mark + number + mark;
    }
}
