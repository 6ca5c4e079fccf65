package io.github.accessentries.testkit.internal.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what a request says about a resource and its description merely shows again. A table lists those members by the
 * service's model; {@code null} counts as absent, and a value of the wrong type is refused. Members of a structure that are
 * not in the table are named to whoever reads.
 */
public final class SettingsReader {

    private static final String ANY_KEY = "*";

    /** The table, read when the first request says something that it has. */
    private static final class Table {

        private static final String NAME = "settings.json";
        static final JsonObject FORMS = read();

        private static JsonObject read() {
            try (InputStream table = requireNonNull(SettingsReader.class.getResourceAsStream(NAME), NAME);
                    Reader reader = new InputStreamReader(table, UTF_8)) {
                return JsonParser.parseReader(reader).getAsJsonObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final String resource;

    private SettingsReader(String resource) {
        this.resource = resource;
    }

    /** Reads the settings of one kind of resource, which the table has. */
    public static SettingsReader of(String resource) {
        return new SettingsReader(resource);
    }

    private JsonObject form() {
        return Table.FORMS.getAsJsonObject(resource);
    }

    /** The members of a request that are settings, if they are given. */
    Set<String> members() {
        return form().keySet();
    }

    /**
     * Reads the settings of a request.
     *
     * @param unknown gets the paths of members, inside of settings, that are not in the table
     */
    Settings read(JsonObject request, Set<String> unknown) {
        return new Settings(new Reading(unknown).structure("", form(), request));
    }

    /** One reading, which collects what it does not know. */
    private record Reading(Set<String> unknown) {

        Map<String, Object> structure(String path, JsonObject form, JsonObject value) {
            Map<String, Object> members = new LinkedHashMap<>();
            form.entrySet().forEach(member -> {
                JsonElement given = value.get(member.getKey());
                if (given != null && !given.isJsonNull()) {
                    members.put(member.getKey(), value(path + member.getKey(), member.getValue(), given));
                }
            });
            if (!path.isEmpty()) {
                value.entrySet().forEach(member -> {
                    if (!form.has(member.getKey()) && !member.getValue().isJsonNull()) {
                        unknown.add(path + member.getKey());
                    }
                });
            }
            return Collections.unmodifiableMap(members);
        }

        private Object value(String member, JsonElement form, JsonElement value) {
            if (form instanceof JsonArray item) {
                return list(member, item.get(0), value);
            }
            if (form instanceof JsonObject structure) {
                if (!value.isJsonObject()) {
                    throw JsonBody.refusal(member + " must be an object");
                }
                return structure.has(ANY_KEY)
                        ? map(member, requireNonNull(structure.get(ANY_KEY)), value.getAsJsonObject())
                        : structure(member + ".", structure, value.getAsJsonObject());
            }
            return switch (form.getAsString()) {
                case "boolean" -> JsonBody.bool(member, value);
                case "integer" -> integer(member, value);
                default -> JsonBody.text(member, value);
            };
        }

        private List<Object> list(String member, JsonElement form, JsonElement value) {
            if (!value.isJsonArray()) {
                throw JsonBody.refusal(member + " must be a list");
            }
            List<Object> items = new ArrayList<>();
            value.getAsJsonArray().forEach(item -> items.add(value(member, form, item)));
            return List.copyOf(items);
        }

        private Map<String, Object> map(String member, JsonElement form, JsonObject value) {
            Map<String, Object> entries = new LinkedHashMap<>();
            value.entrySet().forEach(entry -> entries.put(entry.getKey(), value(member, form, entry.getValue())));
            return Collections.unmodifiableMap(entries);
        }

        private static Integer integer(String member, JsonElement value) {
            if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
                try {
                    return new BigDecimal(primitive.getAsString()).intValueExact();
                } catch (ArithmeticException | NumberFormatException e) {
                    throw JsonBody.refusal(member + " must be an integer");
                }
            }
            throw JsonBody.refusal(member + " must be an integer");
        }
    }
}
