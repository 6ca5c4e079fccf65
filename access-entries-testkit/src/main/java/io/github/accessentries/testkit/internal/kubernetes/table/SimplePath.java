package io.github.accessentries.testkit.internal.kubernetes.table;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A path as columns of custom resources use it: fields, places in lists, all elements, and elements by one of their fields,
 * such as {@code .status.conditions[?(@.type=="Ready")].status}. Immutable.
 */
final class SimplePath {

    private static final Pattern FIELD = Pattern.compile("\\.((?:\\\\.|[^.\\[\\]\\\\])+)");
    private static final Pattern QUOTED = Pattern.compile("\\[(?:'([^']*)'|\"([^\"]*)\")\\]");
    private static final Pattern PLACE = Pattern.compile("\\[(\\*|-?[0-9]{1,9})\\]");
    private static final Pattern FILTER =
            Pattern.compile("\\[\\?\\(@\\.([A-Za-z0-9_.-]+) *== *(?:'([^']*)'|\"([^\"]*)\"|([A-Za-z0-9.-]+))\\)\\]");

    private final List<Function<JsonElement, Stream<JsonElement>>> steps;

    private SimplePath(List<Function<JsonElement, Stream<JsonElement>>> steps) {
        this.steps = steps;
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if it has anything else
     */
    static SimplePath parse(String text) {
        List<Function<JsonElement, Stream<JsonElement>>> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Matcher field = from(FIELD, text, at);
            Matcher quoted = from(QUOTED, text, at);
            Matcher place = from(PLACE, text, at);
            Matcher filter = from(FILTER, text, at);
            if (field.lookingAt()) {
                String name = field.group(1).replaceAll("\\\\(.)", "$1");
                steps.add(value -> field(value, name));
                at = field.end();
            } else if (quoted.lookingAt()) {
                String name = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
                steps.add(value -> field(value, name));
                at = quoted.end();
            } else if (place.lookingAt()) {
                String index = place.group(1);
                steps.add(value -> place(value, index));
                at = place.end();
            } else if (filter.lookingAt()) {
                String member = filter.group(1);
                String wanted = Stream.of(2, 3, 4)
                        .map(filter::group)
                        .filter(group -> group != null)
                        .findFirst()
                        .orElse("");
                steps.add(value -> filtered(value, member, wanted));
                at = filter.end();
            } else {
                throw new IllegalArgumentException("the path cannot be followed from \"" + text.substring(at) + "\"");
            }
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("the path is empty");
        }
        return new SimplePath(List.copyOf(steps));
    }

    private static Matcher from(Pattern pattern, String text, int at) {
        return pattern.matcher(text).region(at, text.length());
    }

    private static Stream<JsonElement> field(JsonElement value, String name) {
        return value instanceof JsonObject object ? Stream.ofNullable(object.get(name)) : Stream.empty();
    }

    private static Stream<JsonElement> place(JsonElement value, String index) {
        if (!(value instanceof JsonArray array)) {
            return index.equals("*") && value instanceof JsonObject object
                    ? object.asMap().values().stream()
                    : Stream.empty();
        }
        if (index.equals("*")) {
            return array.asList().stream();
        }
        int place = Integer.parseInt(index);
        int counted = place < 0 ? array.size() + place : place;
        return counted >= 0 && counted < array.size() ? Stream.of(array.get(counted)) : Stream.empty();
    }

    private static Stream<JsonElement> filtered(JsonElement value, String member, String wanted) {
        return value instanceof JsonArray array
                ? array.asList().stream()
                        .filter(item -> item instanceof JsonObject object
                                && new Row(object, Instant.EPOCH).at(member) instanceof JsonPrimitive found
                                && found.getAsString().equals(wanted))
                : Stream.empty();
    }

    /** The first value that the path leads to. */
    Optional<JsonElement> first(JsonObject object) {
        Stream<JsonElement> values = Stream.of(object);
        for (Function<JsonElement, Stream<JsonElement>> step : steps) {
            values = values.flatMap(step);
        }
        return values.filter(value -> !value.isJsonNull()).findFirst();
    }
}
