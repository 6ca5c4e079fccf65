package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a schema of a custom resource definition must be, so that objects can be pruned and checked by it. */
final class SchemaRules {

    private static final Set<String> TYPES = Set.of("object", "array", "string", "integer", "number", "boolean");
    private static final List<String> NOT_SUPPORTED =
            List.of("$ref", "id", "definitions", "dependencies", "patternProperties", "additionalItems");

    private final List<Cause> causes = new ArrayList<>();

    private SchemaRules() {}

    /** What is wrong with a schema. */
    static List<Cause> check(String path, JsonObject schema) {
        SchemaRules rules = new SchemaRules();
        String type = Member.text(schema, "type");
        if (type.isEmpty()) {
            rules.causes.add(Cause.required(path + ".type", "must not be empty at the root"));
        } else if (!type.equals("object")) {
            rules.causes.add(Cause.invalid(path + ".type", '"' + type + '"', "must be object at the root"));
        }
        rules.checkPart(path, schema);
        return rules.causes;
    }

    private void checkPart(String path, JsonObject json) {
        StructuralSchema schema = new StructuralSchema(json);
        NOT_SUPPORTED.stream()
                .filter(json::has)
                .forEach(name -> causes.add(Cause.forbidden(path + "." + name, name + " is not supported")));
        if (Member.isTrue(json, "uniqueItems")) {
            causes.add(Cause.forbidden(
                    path + ".uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }
        if (schema.hasFields()
                && !Member.object(json, "properties").isEmpty()
                && schema.values().isPresent()) {
            causes.add(Cause.forbidden(
                    path + ".additionalProperties", "additionalProperties and properties are mutual exclusive"));
        }
        checkType(path, schema);
        checkPattern(path, Member.text(json, "pattern"));
        for (Map.Entry<String, JsonElement> field :
                Member.object(json, "properties").entrySet()) {
            if (field.getValue() instanceof JsonObject part) {
                String at = path + ".properties[" + field.getKey() + "]";
                requireType(at, part, "must not be empty for specified object fields");
                checkPart(at, part);
            }
        }
        schema.values().ifPresent(values -> {
            String at = path + ".additionalProperties";
            requireType(at, values.json(), "must not be empty for specified object fields");
            checkPart(at, values.json());
        });
        schema.items().ifPresent(items -> {
            requireType(path + ".items", items.json(), "must not be empty for specified array items");
            checkPart(path + ".items", items.json());
        });
    }

    private void checkType(String path, StructuralSchema schema) {
        String type = schema.type();
        if (!type.isEmpty() && !TYPES.contains(type)) {
            causes.add(Cause.unsupported(
                    path + ".type",
                    '"' + type + '"',
                    List.of("array", "boolean", "integer", "number", "object", "string")));
        }
        if (type.equals("array") && schema.items().isEmpty()) {
            causes.add(Cause.required(path + ".items", "must be specified"));
        }
    }

    private void checkPattern(String path, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            causes.add(Cause.invalid(
                    path + ".pattern",
                    new JsonPrimitive(pattern).toString(),
                    "must be a valid regular expression, but isn't: " + e.getDescription()));
        }
    }

    private void requireType(String path, JsonObject json, String detail) {
        StructuralSchema schema = new StructuralSchema(json);
        if (schema.type().isEmpty() && !schema.isIntOrString() && !schema.keepsUnknownFields()) {
            causes.add(Cause.required(path + ".type", detail));
        }
    }
}
