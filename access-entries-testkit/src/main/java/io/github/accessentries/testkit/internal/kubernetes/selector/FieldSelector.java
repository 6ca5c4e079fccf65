package io.github.accessentries.testkit.internal.kubernetes.selector;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Conditions on fields of an object, all of which have to hold. Immutable. */
public final class FieldSelector {

    /** Every object. */
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    /** What fields that are no texts count as when they are absent. */
    private static final Map<String, String> ABSENT = Map.of(
            "spec.hostNetwork", "false",
            "spec.unschedulable", "false",
            "status.replicas", "0",
            "status.succeeded", "0");

    /** Fields that stand somewhere else than their name says. */
    private static final Map<String, String> ELSEWHERE =
            Map.of("source", "source.component", "status.successful", "status.succeeded");

    private record Requirement(String field, boolean isEqual, String value) {

        boolean matches(KubeObject object) {
            String actual = text(object.json(), ELSEWHERE.getOrDefault(field, field));
            return actual.equals(value) == isEqual;
        }
    }

    private final List<Requirement> requirements;

    private FieldSelector(List<Requirement> requirements) {
        this.requirements = requirements;
    }

    /**
     * Reads a selector, such as {@code metadata.name=a,status.phase!=Running}.
     *
     * @param text the selector; an empty one is {@link #EVERYTHING}
     * @param type the kind that is selected from
     * @param fields which fields a kind offers
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it is malformed, or names a field that
     *     cannot be selected by
     */
    public static FieldSelector parse(String text, ResourceType type, SelectableFields fields) {
        List<Requirement> requirements = new ArrayList<>();
        for (String term : terms(text)) {
            Requirement requirement = requirement(text, term);
            if (!fields.of(type).contains(requirement.field())) {
                throw ApiFaults.badRequest("field label not supported: " + requirement.field());
            }
            requirements.add(requirement);
        }
        return new FieldSelector(requirements);
    }

    /** Commas, equals signs and backslashes may stand behind a backslash. */
    private static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == ',') {
                terms.add(text.substring(start, i));
                start = i + 1;
            }
        }
        terms.add(text.substring(Math.min(start, text.length())));
        terms.removeIf(String::isEmpty);
        return terms;
    }

    private static Requirement requirement(String text, String term) {
        int at = term.indexOf('=');
        if (at < 0) {
            throw ApiFaults.badRequest("invalid selector: '" + text + "'; can't understand '" + term + "'");
        }
        boolean isNot = at > 0 && term.charAt(at - 1) == '!';
        String value = term.substring(term.startsWith("=", at + 1) ? at + 2 : at + 1);
        return new Requirement(term.substring(0, isNot ? at - 1 : at), !isNot, unescaped(text, value));
    }

    private static String unescaped(String text, String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '\\') {
                i++;
                character = i < value.length() ? value.charAt(i) : '\0';
                if ("\\,=".indexOf(character) < 0) {
                    throw ApiFaults.badRequest("invalid selector: '" + text + "'; invalid escape sequence");
                }
            } else if (character == '=') {
                throw ApiFaults.badRequest("invalid selector: '" + text + "'; unescaped character in value: '='");
            }
            plain.append(character);
        }
        return plain.toString();
    }

    /** Whether it selects an object. */
    public boolean matches(KubeObject object) {
        for (Requirement requirement : requirements) {
            if (!requirement.matches(object)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it selects every object. */
    public boolean isEverything() {
        return requirements.isEmpty();
    }

    private static String text(JsonObject object, String path) {
        JsonElement value = object;
        for (String member : path.split("\\.", -1)) {
            value = value instanceof JsonObject parent ? parent.get(member) : null;
        }
        return value != null && value.isJsonPrimitive() ? value.getAsString() : ABSENT.getOrDefault(path, "");
    }
}
