package io.github.accessentries.iac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts of Terraform's JSON syntax: templates, as far as the given values fill them in. What is {@code null} is not set.
 *
 * @param values what stands for <code>${…}</code>, by the expression between the braces
 */
record TerraformTexts(Map<String, String> values) implements Texts {

    private static final Pattern DIRECTIVE = Pattern.compile("(?<!%)%\\{");

    /** Texts of a state, in which everything is filled in and nothing is a template any more. */
    static final Texts OF_STATE = new Texts() {
        @Override
        public Optional<Text> read(Field field) throws NotCarriedOver {
            return PLAIN.read(field);
        }

        @Override
        public boolean isNothing(Field field) {
            return field.isEmpty();
        }
    };

    @Override
    public boolean isNothing(Field field) {
        return field.isEmpty();
    }

    @Override
    public List<Field> items(Field list) throws NotCarriedOver {
        if (!list.isList() && !list.isMapping()) {
            throw new NotCarriedOver("takes a list from an expression, which only Terraform can evaluate");
        }
        return list.items();
    }

    @Override
    public Optional<Text> read(Field field) throws NotCarriedOver {
        Optional<String> text = field.text();
        return text.isPresent() ? Optional.of(new Text(filled(text.get()), field)) : Optional.empty();
    }

    private String filled(String template) throws NotCarriedOver {
        if (DIRECTIVE.matcher(template).find()) {
            throw new NotCarriedOver("has a directive %{…}, which only Terraform can evaluate");
        }
        return Placeholders.WITH_DOLLAR_DOUBLED.fill(template, values).replace("%%{", "%{");
    }
}
