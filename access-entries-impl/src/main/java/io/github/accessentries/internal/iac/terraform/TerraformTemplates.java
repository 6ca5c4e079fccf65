package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Placeholders;
import io.github.accessentries.internal.field.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The templates of Terraform's JSON syntax, as far as the given values fill them in.
 *
 * @param values what stands for <code>${…}</code>, by the expression between the braces
 */
record TerraformTemplates(Map<String, String> values) {

    private static final Pattern DIRECTIVE = Pattern.compile("(?<!%)%\\{");

    /**
     * Fills in what is known. What is {@code null} is not set.
     *
     * @throws Unanswered if something is not known
     */
    Field evaluate(Field field) throws Unanswered {
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Map.Entry<String, Field> member : field.members().entrySet()) {
                if (!member.getValue().isEmpty()) {
                    members.put(member.getKey(), evaluate(member.getValue()));
                }
            }
            return field.withMembers(members);
        }
        if (field.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : field.items()) {
                items.add(evaluate(item));
            }
            return field.withItems(items);
        }
        return field.isText() ? field.withText(filled(field.text().orElseThrow())) : field;
    }

    private String filled(String template) throws Unanswered {
        if (DIRECTIVE.matcher(template).find()) {
            throw new Unanswered("has a directive %{…}, which only Terraform can evaluate");
        }
        return Placeholders.WITH_DOLLAR_DOUBLED.fill(template, values).replace("%%{", "%{");
    }

    /** Arguments of a state, in which everything is filled in and nothing is a template any more. */
    static Field ofState(Field values) {
        if (values.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>(values.members());
            members.values().removeIf(Field::isEmpty);
            members.replaceAll((name, member) -> ofState(member));
            return values.withMembers(members);
        }
        return values.isList()
                ? values.withItems(
                        values.items().stream().map(TerraformTemplates::ofState).toList())
                : values;
    }
}
