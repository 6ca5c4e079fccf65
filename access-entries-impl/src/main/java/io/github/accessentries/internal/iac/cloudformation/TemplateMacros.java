package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The macros that CloudFormation runs over a template before it makes anything of it.
 *
 * @param hasLanguageExtensions whether one of them is that for loops and some functions, which is done here
 * @param included those that add a part from elsewhere
 * @param foreign those that may change everything
 */
record TemplateMacros(boolean hasLanguageExtensions, List<Field> included, List<Field> foreign) {

    /** What to read instead. */
    static final String PROCESSED =
            "read the processed template, which aws cloudformation get-template" + " --template-stage Processed prints";

    private static final String LANGUAGE_EXTENSIONS = "AWS::LanguageExtensions";
    private static final String INCLUDE = "AWS::Include";

    /** They change or add resources of other kinds only. */
    private static final Set<String> HARMLESS = Set.of(
            LANGUAGE_EXTENSIONS,
            "AWS::Serverless-2016-10-31",
            "AWS::SecretsManager-2020-07-23",
            "AWS::SecretsManager-2024-09-16",
            "AWS::CodeDeployBlueGreen",
            "AWS::CodeStar");

    /** The macros of a whole template, and of its resources. */
    static TemplateMacros of(Field template) {
        List<Field> included = new ArrayList<>();
        List<Field> foreign = new ArrayList<>();
        boolean hasLanguageExtensions = false;
        for (Field macro : all(template)) {
            String name = nameOf(macro);
            hasLanguageExtensions |= name.equals(LANGUAGE_EXTENSIONS);
            if (name.equals(INCLUDE)) {
                included.add(macro);
            } else if (!HARMLESS.contains(name)) {
                foreign.add(macro);
            }
        }
        return new TemplateMacros(hasLanguageExtensions, included, foreign);
    }

    private static List<Field> all(Field template) {
        List<Field> macros = new ArrayList<>();
        template.member("Transform")
                .ifPresent(transform -> macros.addAll(transform.isList() ? transform.items() : List.of(transform)));
        template.member("Fn::Transform").ifPresent(macros::add);
        template.member("Resources")
                .flatMap(resources -> resources.member("Fn::Transform"))
                .ifPresent(macros::add);
        return macros;
    }

    static String nameOf(Field macro) {
        Optional<Field> name = macro.isMapping() ? macro.member("Name") : Optional.of(macro);
        return name.filter(Field::isText).flatMap(Field::text).orElse("");
    }

    /** Why an entry of the template may be another one in the end. */
    Optional<String> doubt() {
        return foreign.stream()
                .findFirst()
                .map(macro -> "may be changed by the macro " + PlainText.quoted(nameOf(macro))
                        + ", which only CloudFormation can run; " + PROCESSED);
    }
}
