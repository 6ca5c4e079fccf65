package io.github.accessentries.iac;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What <code>${…}</code> looks like, and how it is written where it is meant as it stands. */
enum Placeholders {
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
     * @throws NotCarriedOver naming the first that is not known
     */
    String fill(String text, Map<String, String> values) throws NotCarriedOver {
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

    static String valueOf(String name, Map<String, String> values) throws NotCarriedOver {
        String value = values.get(name);
        if (value == null) {
            throw new NotCarriedOver("nothing says what " + name + " is; give a value for it");
        }
        return value;
    }
}
