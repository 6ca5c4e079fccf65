package io.github.accessentries.internal.field;

import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.text.PlainText;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Why a text is no YAML, for people: where it stops to be, and what to do about it.
 *
 * @param line the line, from 1; 0 if it is the whole text
 * @param reason a sentence about the text without its subject
 */
record YamlFault(int line, String reason) {

    private static final String UNDEFINED_ALIAS = "found undefined alias ";

    private static final Pattern TAB_IN_INDENTATION = Pattern.compile(" *\\t");

    /** By what the parser says, since it knows nothing of those who write such files. */
    private static final Map<String, String> REMEDIES = Map.of(
            "mapping values are not allowed", "check the indentation, and put a text with a colon in quotes",
            "cannot start any token", "put a text that begins with such a character in quotes",
            "expected alphabetic or numeric character",
                    "an anchor is & and a name, an alias * and a name; put a text that begins so in quotes",
            "unexpected character found",
                    "an anchor is & and a name, an alias * and a name; put a text that begins so in quotes",
            "expected <block end>", "check the indentation: what belongs together begins in the same column",
            "stream end>", "something that was opened is not closed, such as a bracket or a quote");

    /** What is wrong with a text that could not be read. */
    static YamlFault of(YAMLException problem, String text, DocumentLimits limits) {
        if (problem instanceof MarkedYAMLException marked) {
            return marked(marked, text);
        }
        if (problem instanceof ReaderException unreadable) {
            int before = Math.min(unreadable.getPosition(), text.length());
            return new YamlFault(
                    1
                            + (int) text.substring(0, before)
                                    .chars()
                                    .filter(each -> each == '\n')
                                    .count(),
                    String.format(
                            "has the character U+%04X, which YAML does not allow; leave it out",
                            unreadable.getCodePoint()));
        }
        OptionalInt beyond = BoundedYaml.lineBeyond(text, limits);
        return beyond.isPresent()
                ? new YamlFault(
                        beyond.getAsInt(),
                        "goes beyond what is read here: " + PlainText.of(String.valueOf(problem.getMessage()))
                                + "; write it flatter, with fewer aliases, or into several files")
                : new YamlFault(0, "cannot be read: " + PlainText.of(String.valueOf(problem.getMessage())));
    }

    private static YamlFault marked(MarkedYAMLException problem, String text) {
        int line =
                problem.getProblemMark() == null ? 1 : problem.getProblemMark().getLine() + 1;
        String said = String.valueOf(problem.getProblem());
        if (said.startsWith(UNDEFINED_ALIAS)) {
            String name = PlainText.of(said.substring(UNDEFINED_ALIAS.length()));
            return new YamlFault(
                    line,
                    "has the alias *" + name + ", but no anchor &" + name + " before it; write the value out, or"
                            + " put a text that begins with * in quotes");
        }
        String remedy = text.lines()
                        .skip(Math.max(line - 2, 0))
                        .limit(2)
                        .anyMatch(each -> TAB_IN_INDENTATION.matcher(each).lookingAt())
                ? "a tab is no indentation, use blanks"
                : REMEDIES.entrySet().stream()
                        .filter(each -> said.contains(each.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("correct it there");
        return new YamlFault(line, "is neither YAML nor JSON: " + PlainText.of(said) + "; " + remedy);
    }
}
