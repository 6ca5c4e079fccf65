package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code Ref}, {@code Fn::GetAtt} and {@code Fn::ImportValue} stand for. A value that was given counts before
 * everything that the template says.
 */
final class TemplateReferences {

    private static final String NO_VALUE = "AWS::NoValue";

    private final TemplateEvaluator evaluator;
    private final TemplateSections sections;
    private final Map<String, String> values;
    private final PseudoParameters pseudoParameters;
    private final ResourceNames resourceNames;
    private final Set<String> open = new LinkedHashSet<>();

    TemplateReferences(TemplateEvaluator evaluator, TemplateSections sections, Map<String, String> values) {
        this.evaluator = evaluator;
        this.sections = sections;
        this.values = values;
        this.pseudoParameters = new PseudoParameters(values);
        this.resourceNames = new ResourceNames(evaluator, this);
    }

    boolean isNoValue(FunctionCall call) {
        return call.name().equals("Ref")
                && call.argument().isText()
                && call.argument().text().filter(NO_VALUE::equals).isPresent();
    }

    Field ref(FunctionCall call, LoopScope scope) throws Unanswered {
        if (isNoValue(call)) {
            return call.at().withNothing();
        }
        return referent(evaluator.text(call.argument(), scope, call), call.at(), scope);
    }

    /** {@code Fn::GetAtt} has its two names in a list or with a dot between them. */
    Field attribute(FunctionCall call, LoopScope scope) throws Unanswered {
        String name;
        if (call.argument().isList()) {
            List<String> parts = new ArrayList<>();
            for (Field part : call.arguments(2, Integer.MAX_VALUE)) {
                parts.add(evaluator.text(part, scope, call));
            }
            name = String.join(".", parts);
        } else {
            name = evaluator.text(call.argument(), scope, call);
        }
        if (name.indexOf('.') < 1) {
            throw call.wrong("names " + PlainText.quoted(name) + " and takes a resource and an attribute");
        }
        return attribute(name, call.at());
    }

    Field importedValue(FunctionCall call, LoopScope scope) throws Unanswered {
        String name = evaluator.text(call.argument(), scope, call);
        boolean isAnother =
                sections.parameters().has(name) || sections.resources().containsKey(name);
        String value = isAnother ? null : values.get(name);
        if (value == null) {
            throw new Unanswered("uses the function Fn::ImportValue for " + PlainText.quoted(name)
                    + ", which another stack exports; "
                    + (isAnother ? "write what it stands for into a copy of the template" : "give a value for it"));
        }
        return call.at().withText(value);
    }

    /** What stands between the braces of {@code Fn::Sub}. */
    Field named(String name, Field at, LoopScope scope) throws Unanswered {
        return name.indexOf('.') < 0 || scope.item(name).isPresent() ? referent(name, at, scope) : attribute(name, at);
    }

    private Field referent(String name, Field at, LoopScope scope) throws Unanswered {
        Optional<String> item = scope.item(name);
        if (item.isPresent()) {
            return at.withText(item.get());
        }
        if (PseudoParameters.isOne(name)) {
            return at.withText(pseudoParameter(name));
        }
        if (sections.parameters().has(name)) {
            return sections.parameters().value(name, at);
        }
        return at.withText(nameOf(name));
    }

    String pseudoParameter(String name) throws Unanswered {
        return pseudoParameters.value(name).orElseThrow(() -> nothingSays(name));
    }

    /** What {@code Ref} says of a resource. */
    String nameOf(String resource) throws Unanswered {
        String value = values.get(resource);
        return value == null ? resourceNames.of(resource, made(resource)) : value;
    }

    private Field attribute(String name, Field at) throws Unanswered {
        String value = values.get(name);
        if (value != null) {
            return at.withText(value);
        }
        int dot = name.indexOf('.');
        String resource = name.substring(0, dot);
        if (!open.add(name)) {
            throw new Unanswered("has resources that refer to each other: " + PlainText.names(open));
        }
        try {
            if (!sections.resources().containsKey(resource)) {
                throw nothingSays(name);
            }
            return at.withText(resourceNames.attribute(resource, name.substring(dot + 1), made(resource)));
        } finally {
            open.remove(name);
        }
    }

    /** A resource of the template, if there will be one. */
    private ScopedField made(String name) throws Unanswered {
        ScopedField resource = sections.resources().get(name);
        if (resource == null) {
            throw nothingSays(name);
        }
        if (!evaluator.conditions().isMade(resource)) {
            throw new Unanswered(
                    "refers to " + PlainText.name(name) + ", which is not made, since its condition does not hold");
        }
        return resource;
    }

    static Unanswered nothingSays(String name) {
        return new Unanswered("nothing says what " + PlainText.name(name) + " is; give a value for it");
    }
}
