package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parameters of a template, by what was given for them and by their defaults.
 *
 * @param parameters the parameters as they are declared, by name
 * @param values what was given, by name
 */
record TemplateParameters(Map<String, Field> parameters, Map<String, String> values) {

    private static final String STORED = "AWS::SSM::Parameter::Value<";
    private static final String COMMA_DELIMITED = "CommaDelimitedList";

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** Sees to it that no message shows the values of parameters that are not to be echoed. */
    void hideSecrets() {
        parameters.forEach((name, parameter) -> {
            if (new ParameterRules(name, parameter).isSecret()) {
                parameter.member("Default").ifPresent(Field::hide);
                hide(name, parameter);
            }
        });
    }

    /** What a list is made of, and what is meant by a text without quotes, may be told on its own. */
    private void hide(String name, Field parameter) {
        Optional<String> given = Optional.ofNullable(values.get(name));
        given.map(parameter::withText).ifPresent(Field::hide);
        try {
            value(name, parameter).hide();
        } catch (Unanswered unknown) {
            // What nobody knows is in no message either.
        }
    }

    /** Tells as faults which given values the parameters do not allow. */
    void checkValues() {
        parameters.forEach((name, parameter) -> {
            String value = values.get(name);
            String type = typeOf(parameter);
            // What is said of a stored parameter is said of its key.
            if (value != null && !type.startsWith(STORED)) {
                ParameterRules rules = new ParameterRules(name, parameter);
                if (isList(type)) {
                    rules.check(split(value));
                } else {
                    rules.check(value);
                }
            }
        });
    }

    /**
     * What a parameter stands for.
     *
     * @param at where it is referred to
     * @throws Unanswered if no value was given, and there is no default or only the key of one
     */
    Field value(String name, Field at) throws Unanswered {
        Field parameter = parameters.get(name);
        String type = parameter == null ? "" : typeOf(parameter);
        String value = values.get(name);
        String text = value == null && parameter != null ? defaultOf(name, parameter, type) : String.valueOf(value);
        return isList(type) ? at.withTexts(split(text)) : at.withText(text);
    }

    private static String defaultOf(String name, Field parameter, String type) throws Unanswered {
        Optional<Field> byDefault = parameter.member("Default").filter(Field::isText);
        if (type.startsWith(STORED)) {
            throw new Unanswered("needs the parameter " + PlainText.name(name) + ", which is what Systems Manager keeps"
                    + byDefault
                            .flatMap(Field::text)
                            .map(key -> " as " + PlainText.quoted(key))
                            .orElse("")
                    + "; give a value for " + PlainText.name(name));
        }
        if (byDefault.isEmpty()) {
            throw TemplateReferences.nothingSays(name);
        }
        return UnquotedScalar.read(byDefault.get());
    }

    private static String typeOf(Field parameter) {
        return parameter
                .member("Type")
                .filter(Field::isText)
                .flatMap(Field::text)
                .orElse("String");
    }

    private static boolean isList(String type) {
        String kept = type.startsWith(STORED) ? type.substring(STORED.length()) : type;
        return kept.startsWith("List<") || kept.startsWith(COMMA_DELIMITED);
    }

    /** Without anything between two commas there is an empty text, and an empty list has one, too. */
    private static List<String> split(String list) {
        return Stream.of(list.split(",", -1)).map(String::strip).toList();
    }
}
