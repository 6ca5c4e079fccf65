package io.github.accessentries.internal.field;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What <code>${…}</code> looks like, and how it is written where it is meant as it stands. */
public enum Placeholders {
    /** <code>$${</code> is not a placeholder. */
    WITH_DOLLAR_DOUBLED("\\$\\$\\{"),
    /** <code>${!…}</code> is not a placeholder. */
    WITH_EXCLAMATION_MARK("\\$\\{![^{}]*}");

    private final Pattern pattern;

    Placeholders(String literal) {
        this.pattern = Pattern.compile("(?<literal>" + literal + ")|\\$\\{(?<name>[^{}]*)}");
    }

    /**
     * Fills in what is known.
     *
     * @param text a text with placeholders
     * @param values what they stand for, by name
     * @return the text without placeholders
     * @throws Unanswered naming the first that is not known
     */
    public String fill(String text, Map<String, String> values) throws Unanswered {
        Matcher matcher = pattern.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            String replacement = name == null
                    ? matcher.group().replace("$${", "${").replace("${!", "${")
                    : valueOf(name.strip(), values);
            matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(filled).toString();
    }

    /**
     * What a text has placeholders for.
     *
     * @param text a text with placeholders
     * @return their names, in their order
     */
    public Set<String> names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String name = matcher.group("name");
            if (name != null) {
                names.add(name.strip());
            }
        }
        return names;
    }

    /**
     * The value of a name.
     *
     * @param name the name
     * @param values the values that are known
     * @return its value
     * @throws Unanswered if it is not among them
     */
    public static String valueOf(String name, Map<String, String> values) throws Unanswered {
        String value = values.get(name);
        if (value == null) {
            throw new Unanswered("nothing says what " + name + " is; give a value for it");
        }
        return value;
    }
}
