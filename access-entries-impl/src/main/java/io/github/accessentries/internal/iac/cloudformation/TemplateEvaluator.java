package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what functions stand for in their places, wherever in a value they stand. What comes out is plain. Members and
 * items that are {@code AWS::NoValue} are gone from it. Not thread-safe.
 */
final class TemplateEvaluator {

    private static final String TRANSFORM = "Fn::Transform";

    private final boolean hasLanguageExtensions;
    private final EvaluationBudget budget = new EvaluationBudget();
    private final ForEachLoops loops = new ForEachLoops(this);
    private final TextFunctions textFunctions = new TextFunctions(this);
    private final JsonFunction jsonFunction = new JsonFunction(this);
    private final ListFunctions listFunctions;
    private final TemplateReferences references;
    private final TemplateConditions conditions;

    TemplateEvaluator(TemplateSections sections, Map<String, String> values) {
        this.hasLanguageExtensions = sections.hasLanguageExtensions();
        this.listFunctions = new ListFunctions(this, sections.mappings());
        this.conditions = new TemplateConditions(this, sections.conditions());
        this.references = new TemplateReferences(this, sections, values);
    }

    EvaluationBudget budget() {
        return budget;
    }

    ForEachLoops loops() {
        return loops;
    }

    TemplateReferences references() {
        return references;
    }

    TemplateConditions conditions() {
        return conditions;
    }

    /** What belongs to a transform means nothing without it. */
    void requireLanguageExtensions(String what) throws Unanswered {
        if (!hasLanguageExtensions) {
            throw new Unanswered("uses " + what + ", which needs the transform AWS::LanguageExtensions, and the"
                    + " template does not have that; add it");
        }
    }

    /**
     * What a value stands for.
     *
     * @return it, plain; nothing if it is {@code AWS::NoValue}
     * @throws Unanswered if a function in it has no answer here
     */
    Field evaluate(Field field, LoopScope scope) throws Unanswered {
        budget.enter();
        try {
            Optional<FunctionCall> call = FunctionCall.of(field);
            return call.isPresent() ? answer(call.get(), scope) : plain(field, scope);
        } finally {
            budget.leave();
        }
    }

    Field evaluate(ScopedField value) throws Unanswered {
        return evaluate(value.field(), value.scope());
    }

    private Field answer(FunctionCall call, LoopScope scope) throws Unanswered {
        return switch (call.name()) {
            case "Ref" -> references.ref(call, scope);
            case "GetAtt" -> references.attribute(call, scope);
            case "ImportValue" -> references.importedValue(call, scope);
            case "If" -> evaluate(conditions.arm(call, scope), scope);
            case "Sub" -> textFunctions.sub(call, scope);
            case "Join" -> textFunctions.join(call, scope);
            case "Split" -> textFunctions.split(call, scope);
            case "Base64" -> textFunctions.base64(call, scope);
            case "Select" -> listFunctions.select(call, scope);
            case "Length" -> listFunctions.length(call, scope);
            case "ToJsonString" -> jsonFunction.answer(call, scope);
            case "FindInMap" -> listFunctions.findInMap(call, scope);
            default ->
                throw new Unanswered("uses the function " + call.title() + ", which only CloudFormation can evaluate;"
                        + " write what it stands for into a copy of the template");
        };
    }

    private Field plain(Field field, LoopScope scope) throws Unanswered {
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            forEachMember(new ScopedField(field, scope), (name, member) -> {
                Field value = evaluate(member);
                if (!value.isEmpty()) {
                    members.put(name, value);
                }
            });
            return field.withMembers(members);
        }
        if (field.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : field.items()) {
                Field value = evaluate(item, scope);
                if (!value.isEmpty()) {
                    items.add(value);
                }
            }
            return field.withItems(items);
        }
        if (field.isEmpty()) {
            field.fault("is null, which CloudFormation does not allow; leave it out, or use AWS::NoValue");
            return field;
        }
        String text = UnquotedScalar.read(field);
        String filled = scope.fill(text, budget);
        return field.withText(filled);
    }

    /** The members of a mapping as they are written, and those that its loops make. */
    private void forEachMember(ScopedField mapping, ForEachLoops.Target target) throws Unanswered {
        if (mapping.field().members().containsKey(TRANSFORM)) {
            throw new Unanswered("uses the function " + TRANSFORM + ", whose macro only CloudFormation can run; "
                    + TemplateMacros.PROCESSED);
        }
        loops.expand(mapping, target);
    }

    /** A value that is to be a text. */
    String text(Field field, LoopScope scope, FunctionCall of) throws Unanswered {
        Field value = evaluate(field, scope);
        if (!value.isText()) {
            throw of.wrong("has something else where it takes a text");
        }
        return value.text().orElse("");
    }

    /** The texts of a value that came out; empty if it is no list of them. */
    Optional<List<String>> texts(Field value) {
        if (!value.isList() || !value.items().stream().allMatch(Field::isText)) {
            return Optional.empty();
        }
        return Optional.of(
                value.items().stream().flatMap(item -> item.text().stream()).toList());
    }

    /**
     * A property of a resource. The others are not looked at, since they may need what nobody knows here.
     *
     * @return the property as it is written; empty if there is none
     */
    Optional<ScopedField> property(ScopedField resource, String name) throws Unanswered {
        Optional<ScopedField> properties = member(resource, "Properties");
        return properties.isPresent() ? member(properties.get(), name) : Optional.empty();
    }

    /** A member of a mapping, which itself may be the arm of an {@code Fn::If}. */
    Optional<ScopedField> member(ScopedField mapping, String name) throws Unanswered {
        Field chosen = chosen(mapping);
        if (!chosen.isMapping()) {
            return Optional.empty();
        }
        Map<String, ScopedField> members = new LinkedHashMap<>();
        forEachMember(mapping.to(chosen), members::put);
        Optional<ScopedField> member = Optional.ofNullable(members.get(name));
        return member.isPresent() && chosen(member.get()).isEmpty() ? Optional.empty() : member;
    }

    /** The arm that counts where a value is an {@code Fn::If}, as it is written; nothing for {@code AWS::NoValue}. */
    Field chosen(ScopedField value) throws Unanswered {
        budget.enter();
        try {
            Optional<FunctionCall> call = FunctionCall.of(value.field());
            if (call.isEmpty()) {
                return value.field();
            }
            if (call.get().name().equals("If")) {
                return chosen(value.to(conditions.arm(call.get(), value.scope())));
            }
            return references.isNoValue(call.get()) ? value.field().withNothing() : value.field();
        } finally {
            budget.leave();
        }
    }
}
