package io.github.accessentries.testkit.internal.controlplane;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The lists of {@code aws-auth}, written as EKS writes them: YAML with its keys in order. */
final class AwsAuthYaml {

    /** What is a text in YAML without quotes, whoever reads it. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z](?:[A-Za-z0-9:/._@{}+=,-]*[A-Za-z0-9/._@{}+=,-])?");

    private static final Set<String> NO_TEXTS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private AwsAuthYaml() {}

    /** The data of a ConfigMap that reads back as the same mappings. */
    static Map<String, String> data(AwsAuth awsAuth) {
        Map<String, String> data = new TreeMap<>();
        if (!awsAuth.roles().isEmpty()) {
            data.put("mapRoles", list(mappings("rolearn", awsAuth.roles())));
        }
        if (!awsAuth.users().isEmpty()) {
            data.put("mapUsers", list(mappings("userarn", awsAuth.users())));
        }
        if (!awsAuth.accounts().isEmpty()) {
            JsonArray accounts = new JsonArray();
            awsAuth.accounts().forEach(accounts::add);
            data.put("mapAccounts", list(accounts));
        }
        return data;
    }

    /** Mappings as items of a list. */
    static JsonArray mappings(String arnKey, Collection<ArnMapping> mappings) {
        JsonArray array = new JsonArray();
        for (ArnMapping mapping : mappings) {
            JsonObject json = new JsonObject();
            JsonArray groups = new JsonArray();
            mapping.groups().forEach(groups::add);
            json.add("groups", groups);
            json.addProperty(arnKey, mapping.arn());
            json.addProperty("username", mapping.username());
            array.add(json);
        }
        return array;
    }

    /** A list as YAML; what is neither a text nor a list of texts stands in it as JSON, which YAML takes. */
    static String list(JsonArray items) {
        StringBuilder yaml = new StringBuilder();
        for (JsonElement item : items) {
            if (item instanceof JsonObject object && !object.isEmpty()) {
                String indent = "- ";
                for (Map.Entry<String, JsonElement> member : object.entrySet()) {
                    yaml.append(indent)
                            .append(scalar(new JsonPrimitive(member.getKey())))
                            .append(':');
                    appendValue(yaml, member.getValue());
                    indent = "  ";
                }
            } else {
                yaml.append("- ").append(scalar(item)).append('\n');
            }
        }
        return yaml.toString();
    }

    private static void appendValue(StringBuilder yaml, JsonElement value) {
        if (value instanceof JsonArray array && !array.isEmpty()) {
            yaml.append('\n');
            array.forEach(element -> yaml.append("  - ").append(scalar(element)).append('\n'));
        } else {
            yaml.append(' ').append(scalar(value)).append('\n');
        }
    }

    private static String scalar(JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            String text = primitive.getAsString();
            boolean plain = PLAIN.matcher(text).matches() && !NO_TEXTS.contains(text.toLowerCase(Locale.ROOT));
            return plain ? text : primitive.toString();
        }
        return value.toString();
    }
}
