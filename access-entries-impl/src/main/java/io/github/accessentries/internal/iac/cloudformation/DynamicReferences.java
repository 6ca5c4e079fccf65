package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters and secrets that CloudFormation looks up in the end, once all functions are answered, since these may make
 * such a reference.
 *
 * @param values what was given, by what stands between the braces
 */
record DynamicReferences(Map<String, String> values) {

    private static final String START = "{{resolve:";
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{(?<name>resolve:[^{}]*)}}");

    /** What is kept as a secret, and not just as a parameter. */
    private static final Pattern SECRET = Pattern.compile("resolve:(secretsmanager|ssm-secure):.*", Pattern.DOTALL);

    /** Sees to it that no message of a template shows secrets that were given. */
    static void hideSecrets(Map<String, String> values, Field template) {
        values.forEach((name, value) -> {
            if (SECRET.matcher(name).matches()) {
                template.withText(value).hide();
            }
        });
    }

    /** Whether CloudFormation replaces a part of the text by a parameter or secret that it looks up. */
    static boolean isIn(String text) {
        return text.contains(START);
    }

    /** A value without functions, in which what is looked up is put in its place. */
    Field resolve(Field value) throws Unanswered {
        if (value.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Map.Entry<String, Field> member : value.members().entrySet()) {
                members.put(member.getKey(), resolve(member.getValue()));
            }
            return value.withMembers(members);
        }
        if (value.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : value.items()) {
                items.add(resolve(item));
            }
            return value.withItems(items);
        }
        String text = value.isText() ? value.text().orElse("") : "";
        return isIn(text) ? value.withText(fill(text)) : value;
    }

    private String fill(String text) throws Unanswered {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group("name");
            String found = values.get(name);
            if (found == null) {
                throw new Unanswered("uses the dynamic reference " + PlainText.quoted("{{" + name + "}}")
                        + ", which only CloudFormation can look up; give a value for " + PlainText.name(name));
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(found));
        }
        String all = matcher.appendTail(filled).toString();
        if (isIn(all)) {
            throw new Unanswered(
                    "has a dynamic reference without an end, " + PlainText.quoted(text) + "; write }} after it");
        }
        return all;
    }
}
