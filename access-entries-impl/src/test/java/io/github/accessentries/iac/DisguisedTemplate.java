package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Says the same as a template, by functions: each value is replaced at random by one that stands for it. It is made from
 * what is to come out, so it knows nothing of how functions are answered.
 */
final class DisguisedTemplate {

    private static final String DELIMITER = "|~|";
    private static final Map<String, Object> NO_VALUE = Map.of("Ref", "AWS::NoValue");
    /** What does not count may need what nobody knows. */
    private static final Map<String, Object> UNKNOWN = Map.of("Fn::ImportValue", "nowhere");

    private final RandomGenerator random;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final Map<String, Object> conditions = new LinkedHashMap<>();
    private final Map<String, Object> mappings = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    DisguisedTemplate(RandomGenerator random) {
        this.random = random;
        conditions.put("Yes", Map.of("Fn::Equals", List.of("a", "a")));
        conditions.put("No", Map.of("Fn::Not", List.of(Map.of("Condition", "Yes"))));
        conditions.put("AlsoYes", Map.of("Fn::Or", List.of(Map.of("Condition", "No"), Map.of("Condition", "Yes"))));
    }

    /** The template with disguised properties, and everything that these refer to. */
    Map<String, Object> of(Map<String, Map<String, Object>> resources) {
        Map<String, Object> disguised = new LinkedHashMap<>();
        resources.forEach((name, resource) -> {
            Map<String, Object> other = new LinkedHashMap<>(resource);
            other.put("Properties", any(requireNonNull(resource.get("Properties")), 3));
            other.put("Condition", chance(2) ? "Yes" : "AlsoYes");
            disguised.put(name, other);
        });
        disguised.put("Never", Map.of("Type", "AWS::EKS::AccessEntry", "Condition", "No", "Properties", UNKNOWN));
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("Parameters", parameters);
        template.put("Mappings", mappings);
        template.put("Conditions", conditions);
        template.put("Resources", disguised);
        return template;
    }

    /** What has to be given. */
    Map<String, String> values() {
        return values;
    }

    private Object any(Object value, int depth) {
        Object disguised = value instanceof String text
                ? text(text, depth)
                : value instanceof List<?> items ? list(items, depth) : mapping((Map<?, ?>) value, depth);
        if (depth > 0 && chance(4)) {
            Object other = chance(2) ? UNKNOWN : NO_VALUE;
            return Map.of("Fn::If", chance(2) ? List.of("Yes", disguised, other) : List.of("No", other, disguised));
        }
        return disguised;
    }

    private Object mapping(Map<?, ?> members, int depth) {
        Map<String, Object> disguised = new LinkedHashMap<>();
        members.forEach((name, value) -> disguised.put((String) name, any(value, depth)));
        if (chance(3)) {
            disguised.put("Gone" + random.nextInt(9), NO_VALUE);
        }
        return disguised;
    }

    private Object list(List<?> items, int depth) {
        boolean texts = items.stream().allMatch(String.class::isInstance);
        if (texts && chance(5) && items.stream().noneMatch(item -> ((String) item).contains(DELIMITER))) {
            return Map.of("Fn::Split", List.of(DELIMITER, text(String.join(DELIMITER, strings(items)), depth - 1)));
        }
        if (texts && chance(5)) {
            return found(items);
        }
        if (texts && chance(5) && strings(items).stream().allMatch(DisguisedTemplate::fitsList)) {
            return parameter("CommaDelimitedList", String.join(" , ", strings(items)));
        }
        List<Object> disguised = new ArrayList<>();
        for (Object item : items) {
            if (chance(4)) {
                disguised.add(chance(2) ? NO_VALUE : Map.of("Fn::If", List.of("No", UNKNOWN, NO_VALUE)));
            }
            disguised.add(any(item, depth));
        }
        return disguised;
    }

    private static boolean fitsList(String item) {
        return !item.isEmpty() && item.indexOf(',') < 0 && item.strip().equals(item);
    }

    private static List<String> strings(List<?> items) {
        return items.stream().map(String.class::cast).toList();
    }

    private Object text(String text, int depth) {
        if (depth <= 0) {
            return text;
        }
        int cut = random.nextInt(text.length() + 1);
        Object first = text(text.substring(0, cut), depth - 1);
        Object rest = text(text.substring(cut), depth - 1);
        return switch (random.nextInt(10)) {
            case 0 -> parameter("String", text);
            case 1 -> Map.of("Fn::Join", List.of("", List.of(first, NO_VALUE, rest)));
            case 2 -> Map.of("Fn::Sub", List.of("${A}${B.C}", Map.of("A", first, "B.C", rest)));
            case 3 -> Map.of("Fn::Select", List.of(1, List.of(UNKNOWN, text(text, depth - 1), UNKNOWN)));
            case 4 -> selected(text);
            case 5 -> found(text);
            case 6 -> attribute(text);
            case 7 -> Map.of("Fn::Sub", text.replaceAll("\\$\\{([^{}]*)}", "\\${!$1}"));
            case 8 -> joined(text);
            default -> text;
        };
    }

    private static Object selected(String text) {
        return text.contains(DELIMITER)
                ? text
                : Map.of(
                        "Fn::Select",
                        List.of("2", Map.of("Fn::Split", List.of(DELIMITER, "a||~||~|" + text + "|~|b"))));
    }

    private Object attribute(String text) {
        String resource = "Resource" + values.size();
        values.put(resource + ".Some.Attribute", text);
        return Map.of("Fn::GetAtt", List.of(resource, "Some.Attribute"));
    }

    private static Object joined(String text) {
        String character = text.isEmpty() ? "x" : text.substring(0, 1);
        return Map.of("Fn::Join", List.of(character, List.of(text.split(Pattern.quote(character), -1))));
    }

    private Object parameter(String type, String value) {
        String name = "Parameter" + parameters.size();
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("Type", type);
        if (chance(2)) {
            parameter.put("Default", value);
        } else {
            parameter.put("Default", "another");
            values.put(name, value);
        }
        parameters.put(name, parameter);
        return Map.of("Ref", name);
    }

    private Object found(Object value) {
        String name = "Mapping" + mappings.size();
        mappings.put(name, Map.of("one", Map.of("x", "other"), "two", Map.of("x", "another", "y", value)));
        return Map.of("Fn::FindInMap", List.of(name, text("two", 1), "y"));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
