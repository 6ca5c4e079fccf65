package io.github.accessentries.report;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a stored result says, member by member, as checksums in the result itself. Its readers act on few of its members, and
 * people read the others; so one that was edited is noticed, whoever would have believed it. Blanks and the order of members do not count,
 * so a formatter may have been at it. Whoever can write the text can write the checksums as well: they guard against accidents and against
 * edits by hand, not against somebody who replaces a plan.
 */
final class WrittenContent {

    static final String MEMBER = "content";

    private WrittenContent() {}

    /** The text of a result, with the checksums of its members. */
    static String sealed(String json) {
        return json.substring(0, json.length() - 1)
                + checksums(json, name -> {}).entrySet().stream()
                        .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                        .collect(Collectors.joining(",", ",\"" + MEMBER + "\":{", "}}"));
    }

    /**
     * The checksums of all members but that with the checksums.
     *
     * @param json one object, which is known to be JSON
     * @param repeated takes each name that has been there before. What people see of a name that is there twice depends on their
     *     reader, so no checksum stands for both
     */
    static Map<String, String> checksums(String json, Consumer<String> repeated) {
        Map<String, String> checksums = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        ContentChecksum checksum = new ContentChecksum();
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (!names.add(name)) {
                    repeated.accept(name);
                }
                if (name.equals(MEMBER)) {
                    reader.skipValue();
                } else {
                    checksums.put(name, checksum.of(reader));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read again what was read as JSON", e);
        }
        return checksums;
    }
}
