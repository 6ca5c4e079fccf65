package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names and attributes of resources that follow from what the template says of them. Each name is looked at once. */
final class ResourceNames {

    private static final String ROLE = "AWS::IAM::Role";
    private static final String USER = "AWS::IAM::User";
    private static final String PARAMETER = "AWS::SSM::Parameter";

    /** The property that {@code Ref} answers with, by the type of the resource. */
    private static final Map<String, String> NAMES = Map.of(
            ClusterResource.TYPE,
            "Name",
            ROLE,
            "RoleName",
            USER,
            "UserName",
            "AWS::IAM::Group",
            "GroupName",
            PARAMETER,
            "Name");

    private final TemplateEvaluator evaluator;
    private final TemplateReferences references;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    ResourceNames(TemplateEvaluator evaluator, TemplateReferences references) {
        this.evaluator = evaluator;
        this.references = references;
    }

    /** The name of a resource of this template. */
    String of(String name, ScopedField resource) throws Unanswered {
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        if (!open.add(name)) {
            throw new Unanswered("has resources that refer to each other: " + PlainText.names(open));
        }
        try {
            String found = find(name, resource);
            names.put(name, found);
            return found;
        } finally {
            open.remove(name);
        }
    }

    private String find(String name, ScopedField resource) throws Unanswered {
        String type = typeOf(resource, evaluator.budget());
        String property = NAMES.get(type);
        if (property == null) {
            throw new Unanswered("refers to " + PlainText.name(name) + ", and what that is, only "
                    + (type.startsWith("Custom::") ? "the provider of " + PlainText.name(type) : "CloudFormation")
                    + " says; give a value for " + PlainText.name(name));
        }
        return text(resource, property)
                .orElseThrow(() -> new Unanswered("refers to " + PlainText.name(name) + ", which has no " + property
                        + ", so that CloudFormation chooses one; give a value for " + PlainText.name(name)));
    }

    /** An attribute of a resource of this template. */
    String attribute(String name, String attribute, ScopedField resource) throws Unanswered {
        String full = name + "." + attribute;
        return switch (typeOf(resource, evaluator.budget()) + " " + attribute) {
            case ROLE + " Arn" -> iamArn("role", name, resource);
            case USER + " Arn" -> iamArn("user", name, resource);
            case ClusterResource.TYPE + " Arn" ->
                "arn:" + partition() + ":eks:" + references.pseudoParameter("AWS::Region") + ":" + account()
                        + ":cluster/" + references.nameOf(name);
            case PARAMETER + " Value" ->
                text(resource, "Value").orElseThrow(() -> TemplateReferences.nothingSays(full));
            default -> throw TemplateReferences.nothingSays(full);
        };
    }

    private String iamArn(String kind, String name, ScopedField resource) throws Unanswered {
        String path = text(resource, "Path").orElse("/");
        if (!path.startsWith("/") || !path.endsWith("/")) {
            throw new Unanswered("refers to " + PlainText.name(name) + ", whose Path is " + PlainText.quoted(path)
                    + ", which IAM refuses; begin and end it with /");
        }
        return "arn:" + partition() + ":iam::" + account() + ":" + kind + path + references.nameOf(name);
    }

    private String partition() throws Unanswered {
        return references.pseudoParameter("AWS::Partition");
    }

    private String account() throws Unanswered {
        return references.pseudoParameter("AWS::AccountId");
    }

    private Optional<String> text(ScopedField resource, String property) throws Unanswered {
        Optional<ScopedField> written = evaluator.property(resource, property);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Field value = evaluator.evaluate(written.get());
        return value.isText() ? value.text() : Optional.empty();
    }

    /** The type of a resource, in which the identifiers of loops are filled in; empty if it says none. */
    static String typeOf(ScopedField resource, EvaluationBudget budget) throws Unanswered {
        return resource.scope().fill(writtenType(resource.field()), budget);
    }

    static String writtenType(Field resource) {
        return resource.member("Type")
                .filter(Field::isText)
                .flatMap(Field::text)
                .orElse("");
    }
}
