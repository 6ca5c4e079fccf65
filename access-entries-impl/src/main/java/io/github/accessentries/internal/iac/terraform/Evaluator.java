package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.terraform.Expression.Conversion;
import io.github.accessentries.internal.iac.terraform.Expression.Items;
import io.github.accessentries.internal.iac.terraform.Expression.Literal;
import io.github.accessentries.internal.iac.terraform.Expression.Members;
import io.github.accessentries.internal.iac.terraform.Expression.Null;
import io.github.accessentries.internal.iac.terraform.Expression.Opaque;
import io.github.accessentries.internal.iac.terraform.Expression.Reference;
import io.github.accessentries.internal.iac.terraform.Expression.Template;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers the templates of a configuration, as far as the configuration itself and the given values do. A value that is given for an
 * expression, to the letter, comes before everything else.
 */
final class Evaluator {

    /** More than a principal, a group or a tag ever has, and little enough that texts of texts cannot grow without end. */
    private static final int LONGEST_TEXT = 1 << 16;

    /** How long an expression is told in full. */
    private static final int LONGEST_TOLD = 200;

    /** More than anybody's values are made of. */
    private static final int DEEPEST = 500;

    /** What means something else in each resource of a block, so that no value answers it for all. */
    private static final Pattern OF_ONE_RESOURCE = Pattern.compile("(?<![\\w.-])(?:each|count|self)\\.");

    /** The function, and data sources that keep nothing else. */
    private static final Pattern SENSITIVE =
            Pattern.compile("(?<!\\w)sensitive\\s*\\(|(?<!\\w)aws_secretsmanager_|(?<!\\w)random_password\\.");

    /** From the function on, since it may have the secret itself in it. */
    private static final Pattern MADE_SENSITIVE = Pattern.compile("(?<!\\w)sensitive\\s*\\(.*", Pattern.DOTALL);

    private final ConfigurationReferences references;
    private final Map<String, String> given;
    /** By their blocks, which are equal to nothing but themselves. */
    private final Map<Field, Repetition> repetitions = new HashMap<>();

    private int depth;

    Evaluator(Configuration configuration, Map<String, String> given) {
        this.references = new ConfigurationReferences(configuration, given, this);
        this.given = given;
    }

    /**
     * The value of an argument.
     *
     * @throws Unanswered if something in it is not known
     */
    Field evaluate(Field field, Instance instance) throws Unanswered {
        return deeper(() -> value(field, instance));
    }

    private Field value(Field field, Instance instance) throws Unanswered {
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Map.Entry<String, Field> member : field.members().entrySet()) {
                put(
                        members,
                        evaluate(ExpressionParser.template(member.getKey()), field, instance),
                        evaluate(member.getValue(), instance));
            }
            return field.withMembers(members);
        }
        if (field.isList()) {
            List<Field> items = new ArrayList<>();
            for (Field item : field.items()) {
                items.add(evaluate(item, instance));
            }
            return field.withItems(items);
        }
        if (!field.isText()) {
            return field;
        }
        String text = field.text().orElseThrow();
        return field.isPlain()
                ? field.withPlainText(canonical(text))
                : evaluate(ExpressionParser.template(text), field, instance);
    }

    /** The value of an expression, at the place where it is used. */
    Field evaluate(Expression expression, Field at, Instance instance) throws Unanswered {
        return deeper(() -> value(expression, at, instance));
    }

    /** How often a block is there; asked for again and again by those who refer to it. */
    Repetition repetition(Field body) {
        return repetitions.computeIfAbsent(body, block -> new Repetition(block, this));
    }

    /** What a block repeats over. A text never is, so that a value that is given there is an expression. */
    Field repeated(Field forEach) throws Unanswered {
        Optional<Expression> only = onlyExpression(forEach);
        String known = only.filter(Evaluator::isAnsweredByValues)
                .map(expression -> given.get(expression.text()))
                .orElse(null);
        return known == null
                ? evaluate(forEach, Instance.ONLY)
                : evaluate(ExpressionParser.expression(known), forEach, Instance.ONLY);
    }

    /** The block of resources that another one repeats over, one for each, if it does and no value says otherwise. */
    Optional<Reference> repeatedBlock(Field forEach) {
        Set<String> seen = new HashSet<>();
        Optional<Expression> next = onlyExpression(forEach);
        while (next.isPresent()
                && next.get() instanceof Reference reference
                && !given.containsKey(reference.text())
                && seen.add(reference.text())) {
            if (references
                    .blockOf(reference)
                    .filter(body -> repetition(body).isForEach())
                    .isPresent()) {
                return Optional.of(reference);
            }
            next = references.writtenLocal(reference).flatMap(Evaluator::onlyExpression);
        }
        return Optional.empty();
    }

    /** All instances of such a block. */
    List<Instance> instancesOf(Reference block) throws Unanswered {
        Field body = references.blockOf(block).orElseThrow();
        return deeper(() -> repetition(body).instances());
    }

    /** The expression that a text consists of, if it is nothing else. */
    static Optional<Expression> onlyExpression(Field field) {
        return field.isText() && !field.isPlain()
                ? field.text()
                        .map(ExpressionParser::template)
                        .filter(Template.class::isInstance)
                        .map(Template.class::cast)
                        .filter(template -> template.parts().size() == 1)
                        .map(template -> template.parts().get(0))
                : Optional.empty();
    }

    /** Each step takes some of the stack, whether it goes down into a value or on to another one. */
    private <T> T deeper(Answering<T> answering) throws Unanswered {
        if (depth == DEEPEST) {
            throw new Unanswered("is more than " + DEEPEST + " steps away from a value");
        }
        depth++;
        try {
            return answering.answer();
        } finally {
            depth--;
        }
    }

    private Field value(Expression expression, Field at, Instance instance) throws Unanswered {
        String known = given.get(expression.text());
        if (known != null && isAnsweredByValues(expression)) {
            Field answer = at.withText(known);
            if (SENSITIVE.matcher(expression.text()).find()) {
                answer.hide();
            }
            return answer;
        }
        if (expression instanceof Literal literal) {
            return literal.isPlain() ? at.withPlainText(literal.value()) : at.withText(literal.value());
        } else if (expression instanceof Template template) {
            return template(template, at, instance);
        } else if (expression instanceof Reference reference) {
            return references.resolve(reference, at, instance);
        } else if (expression instanceof Conversion conversion) {
            return converted(conversion, evaluate(conversion.of(), at, instance));
        } else if (expression instanceof Items list) {
            List<Field> items = new ArrayList<>();
            for (Expression item : list.items()) {
                items.add(evaluate(item, at, instance));
            }
            return at.withItems(items);
        } else if (expression instanceof Members object) {
            Map<String, Field> members = new LinkedHashMap<>();
            for (Expression.Member member : object.members()) {
                put(members, evaluate(member.name(), at, instance), evaluate(member.value(), at, instance));
            }
            return at.withMembers(members);
        } else if (expression instanceof Null) {
            return at.withNothing();
        }
        throw unanswered((Opaque) expression);
    }

    /** Whatever says itself what it is, such as a text, is no name of a value; what is given for a variable depends on its type. */
    private static boolean isAnsweredByValues(Expression expression) {
        boolean isVariable = expression instanceof Reference reference
                && reference.root().equals("var")
                && reference.steps().size() == 1;
        boolean isOpen =
                expression instanceof Opaque || expression instanceof Conversion || expression instanceof Reference;
        return isOpen
                && !isVariable
                && !OF_ONE_RESOURCE.matcher(expression.text()).find();
    }

    /** What would answer an expression. */
    static String remedy(Expression expression) {
        return OF_ONE_RESOURCE.matcher(expression.text()).find()
                ? "it differs from one resource of the block to another, so read a plan or state"
                : "give a value for it";
    }

    private static void put(Map<String, Field> members, Field name, Field value) throws Unanswered {
        if (!name.isText()) {
            throw new Unanswered("has a name that is no text, which only Terraform can evaluate");
        }
        String text = name.text().orElseThrow();
        if (members.putIfAbsent(text, value) != null) {
            throw new Unanswered("has " + PlainText.quoted(text) + " twice in one mapping; keep one of them");
        }
    }

    private Field template(Template template, Field at, Instance instance) throws Unanswered {
        if (template.parts().size() == 1) {
            return evaluate(template.parts().get(0), at, instance);
        }
        StringBuilder text = new StringBuilder();
        for (Expression part : template.parts()) {
            Field value = evaluate(part, at, instance);
            if (!value.isText()) {
                throw new Unanswered("has " + told(part) + " within a text, which is no text");
            }
            text.append(value.text().orElseThrow());
            if (text.length() > LONGEST_TEXT) {
                throw new Unanswered("becomes a text of more than " + LONGEST_TEXT + " characters");
            }
        }
        return at.withText(text.toString());
    }

    /** A value that fits already; what else a conversion makes of it is Terraform's business. */
    private static Field converted(Conversion conversion, Field value) throws Unanswered {
        boolean fits = switch (conversion.function()) {
            case "tomap" -> value.isMapping();
            case "tostring" -> value.isText() || value.isEmpty();
            default -> value.isList();
        };
        if (!fits) {
            throw new Unanswered(
                    "has " + told(conversion) + ", which only Terraform can evaluate; " + remedy(conversion));
        }
        return switch (conversion.function()) {
            case "toset" -> VariableType.setOf(value);
            case "tolist" -> value.withItems(value.items());
            default -> value;
        };
    }

    private static Unanswered unanswered(Opaque expression) {
        return new Unanswered(
                expression.text().contains("%{")
                        ? "has a directive %{…}, which only Terraform can evaluate"
                        : "has the expression " + told(expression) + ", which only Terraform can evaluate; "
                                + remedy(expression));
    }

    static String told(Expression expression) {
        return shortened(MADE_SENSITIVE.matcher(expression.text()).replaceAll("sensitive(…)"));
    }

    static String shortened(String text) {
        return PlainText.of(text.length() > LONGEST_TOLD ? text.substring(0, LONGEST_TOLD) + "…" : text);
    }

    /** A number or truth value as Terraform makes a text of it. */
    private static String canonical(String text) throws Unanswered {
        char first = text.charAt(0);
        if (first != '-' && !Character.isDigit(first)) {
            return text;
        }
        return NumberText.of(text)
                .orElseThrow(() -> new Unanswered("has the number " + shortened(text)
                        + ", of which only Terraform knows the text; write it as text"));
    }
}
