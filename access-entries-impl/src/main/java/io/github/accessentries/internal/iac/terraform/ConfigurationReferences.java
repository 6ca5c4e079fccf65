package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.terraform.Expression.Literal;
import io.github.accessentries.internal.iac.terraform.Expression.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names of a configuration stand for: variables by their values or defaults, locals, the instance at hand, and arguments that
 * the configuration itself sets, of its resources, data sources, and modules that are known here.
 */
final class ConfigurationReferences {

    private final Configuration configuration;
    private final Map<String, String> given;
    private final Evaluator evaluator;
    private final Map<String, Field> answered = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    ConfigurationReferences(Configuration configuration, Map<String, String> given, Evaluator evaluator) {
        this.configuration = configuration;
        this.given = given;
        this.evaluator = evaluator;
    }

    Field resolve(Reference written, Field at, Instance instance) throws Unanswered {
        Reference reference = withKnownKeys(written, at, instance);
        String known = reference.text().equals(written.text()) ? null : given.get(reference.text());
        if (known != null) {
            return at.withText(known);
        }
        List<String> steps = steps(reference, at, instance);
        if (steps.isEmpty()) {
            throw unanswered(reference);
        }
        String first = steps.get(0);
        return switch (reference.root()) {
            case "count", "each" -> ofInstance(reference, steps, at, instance);
            case "var" -> follow(reference, variable(reference, first, at), steps.subList(1, steps.size()));
            case "local" -> follow(reference, local(reference, first, at), steps.subList(1, steps.size()));
            case "data" -> attribute(reference, "data." + first, steps.subList(1, steps.size()), at);
            case "module" -> output(reference, first, steps.subList(1, steps.size()), at);
            case "path", "terraform", "self", "ephemeral" -> throw unanswered(reference);
            default -> attribute(reference, reference.root(), steps, at);
        };
    }

    /** What a name means in one of the resources of a block; where that is another resource, its arguments are asked for. */
    private Field ofInstance(Reference reference, List<String> steps, Field at, Instance instance) throws Unanswered {
        Reference resource = instance.resource();
        String first = steps.get(0);
        if (resource == null || !(reference.root().equals("each") && first.equals("value"))) {
            Optional<Field> value = instance.lookUp(reference.root(), first, at);
            return follow(reference, value.orElseThrow(() -> unanswered(reference)), steps.subList(1, steps.size()));
        }
        List<Expression> further =
                reference.steps().subList(1, reference.steps().size());
        String way = reference.text().substring(reference.text().indexOf("value") + "value".length());
        return evaluator.evaluate(resource.to(resource.text() + way, further), at, Instance.ONLY);
    }

    /** The body of the resources or data sources that a reference means as a whole. */
    Optional<Field> blockOf(Reference reference) {
        List<String> names = new ArrayList<>(List.of(reference.root()));
        reference.steps().stream()
                .filter(Literal.class::isInstance)
                .map(step -> ((Literal) step).value())
                .forEach(names::add);
        boolean isWhole = names.size() == reference.steps().size() + 1
                && names.size() == (reference.root().equals("data") ? 3 : 2);
        return isWhole
                ? configuration.body(String.join(".", names.subList(0, names.size() - 1)), names.get(names.size() - 1))
                : Optional.empty();
    }

    /** What a local is, as it is written. */
    Optional<Field> writtenLocal(Reference reference) {
        return reference.root().equals("local")
                        && reference.steps().size() == 1
                        && reference.steps().get(0) instanceof Literal name
                ? configuration.local(name.value())
                : Optional.empty();
    }

    /** A reference as it is written where nothing is left to fill in, so that there is a name for what is meant here. */
    private Reference withKnownKeys(Reference reference, Field at, Instance instance) throws Unanswered {
        if (reference.steps().stream().allMatch(Literal.class::isInstance)) {
            return reference;
        }
        StringBuilder text = new StringBuilder(reference.root());
        List<Expression> steps = new ArrayList<>();
        for (Expression step : reference.steps()) {
            if (step instanceof Literal literal && !literal.isPlain()) {
                text.append('.').append(literal.value());
                steps.add(literal);
                continue;
            }
            Field key = evaluator.evaluate(step, at, instance);
            if (!key.isText()) {
                throw unanswered(reference);
            }
            String value = key.text().orElseThrow();
            text.append('[')
                    .append(key.isPlain() ? value : Instance.quoted(value))
                    .append(']');
            steps.add(new Literal(value, value, key.isPlain()));
        }
        return new Reference(text.toString(), reference.root(), steps);
    }

    /** The names and keys behind the root, as texts. */
    private List<String> steps(Reference reference, Field at, Instance instance) throws Unanswered {
        String[] steps = new String[reference.steps().size()];
        for (int i = 0; i < steps.length; i++) {
            Field step = evaluator.evaluate(reference.steps().get(i), at, instance);
            if (!step.isText()) {
                throw unanswered(reference);
            }
            steps[i] = step.text().orElseThrow();
        }
        return List.of(steps);
    }

    private static Field follow(Reference reference, Field value, List<String> steps) throws Unanswered {
        Field current = value;
        for (String step : steps) {
            // A set has no order.
            Optional<Field> next = current.isList() && !current.isSet() ? item(current, step) : current.member(step);
            current = next.orElseThrow(() -> unanswered(reference));
        }
        return current;
    }

    private static Optional<Field> item(Field list, String step) {
        boolean isNumber = !step.isEmpty() && step.length() < 10 && step.chars().allMatch(Character::isDigit);
        int index = isNumber ? Integer.parseInt(step) : -1;
        List<Field> items = list.items();
        return index >= 0 && index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }

    private Field variable(Reference reference, String name, Field at) throws Unanswered {
        Field value = known(reference, name, at);
        if (configuration.isSecret(name)) {
            value.hide();
        }
        return value;
    }

    private Field known(Reference reference, String name, Field at) throws Unanswered {
        Optional<Field> variable = configuration.variable(name);
        VariableType type = VariableType.of(name, variable);
        String value = given.get("var." + name);
        if (value != null) {
            return type.convert(
                    type.takesAnExpression()
                            ? evaluator.evaluate(ExpressionParser.expression(value), at, Instance.ONLY)
                            : at.withText(value));
        }
        Field byDefault = variable.flatMap(block -> block.member("default")).orElseThrow(() -> unanswered(reference));
        return type.convert(plain(byDefault)).at(at);
    }

    /** The default of a variable has no references, but is in the same syntax. */
    private Field plain(Field value) throws Unanswered {
        return once("default of " + value.path(), () -> evaluator.evaluate(value, Instance.ONLY));
    }

    private Field local(Reference reference, String name, Field at) throws Unanswered {
        Field value = configuration.local(name).orElseThrow(() -> unanswered(reference));
        return once("local." + name, () -> evaluator.evaluate(value, Instance.ONLY))
                .at(at);
    }

    private Field output(Reference reference, String name, List<String> steps, Field at) throws Unanswered {
        Field body = configuration.module(name).orElseThrow(() -> unanswered(reference));
        Repetition repetition = evaluator.repetition(body);
        int next = repetition.isThere() ? 1 : 0;
        Field value = EksModule.clusterName(body)
                .filter(cluster -> steps.size() == next + 1 && steps.get(next).equals("cluster_name"))
                .orElseThrow(() -> unanswered(reference));
        return once(reference.text(), () -> {
                    Instance instance = repetition.isThere()
                            ? repetition.instance(steps.get(0)).orElseThrow(() -> unanswered(reference))
                            : Instance.ONLY;
                    if (!EksModule.makesAnything(body, evaluator, instance)) {
                        throw unanswered(reference);
                    }
                    return evaluator.evaluate(value, instance);
                })
                .at(at);
    }

    private Field attribute(Reference reference, String type, List<String> steps, Field at) throws Unanswered {
        Optional<Field> body = steps.isEmpty() ? Optional.empty() : configuration.body(type, steps.get(0));
        if (body.isEmpty()) {
            throw unanswered(reference);
        }
        Repetition repetition = evaluator.repetition(body.get());
        int next = repetition.isThere() ? 2 : 1;
        if (steps.size() <= next) {
            if (steps.size() == 2 && repetition.instance(steps.get(1)).isEmpty()) {
                throw unanswered(reference);
            }
            throw new Unanswered("has " + Evaluator.told(reference)
                    + " as a whole, of which a document tells only a part; name the one of its arguments that is"
                    + " meant, or read a plan or state");
        }
        String name = steps.get(next);
        // The identifier of a cluster is its name, in all versions of the provider.
        String argument = type.endsWith("aws_eks_cluster") && name.equals("id") ? "name" : name;
        Field value = body.get()
                .member(argument)
                .filter(field -> !field.isEmpty() && !argument.equals("tags_all"))
                .orElseThrow(() -> unanswered(reference));
        String address = type + "." + steps.get(0) + (repetition.isThere() ? "[" + steps.get(1) + "]" : "");
        Field answer = once(address + "." + argument, () -> {
            Instance instance = repetition.isThere()
                    ? repetition.instance(steps.get(1)).orElseThrow(() -> unanswered(reference))
                    : Instance.ONLY;
            return evaluator.evaluate(value, instance);
        });
        return follow(
                        reference,
                        isSetOfTexts(type, argument, answer) ? VariableType.setOf(answer) : answer,
                        steps.subList(next + 1, steps.size()))
                .at(at);
    }

    /** What the provider makes a set of, be it written as a list. */
    private static boolean isSetOfTexts(String type, String argument, Field value) {
        return type.equals(Resource.ENTRY) && argument.equals("kubernetes_groups") && value.isList();
    }

    /** What is asked for again is not evaluated again; what leads to itself leads nowhere. */
    private Field once(String name, Answering<Field> answering) throws Unanswered {
        Field known = answered.get(name);
        if (known != null) {
            return known;
        }
        if (!open.add(name)) {
            throw new Unanswered("refers to " + Evaluator.shortened(name) + ", which refers to itself");
        }
        try {
            Field value = answering.answer();
            answered.put(name, value);
            return value;
        } finally {
            open.remove(name);
        }
    }

    private static Unanswered unanswered(Reference reference) {
        return new Unanswered("nothing says what " + Evaluator.told(reference) + " is; " + Evaluator.remedy(reference));
    }
}
