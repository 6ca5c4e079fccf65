package io.github.accessentries.testkit.wire;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP headers, whose names are the same in any letter case. Immutable. */
public final class Headers {

    private final Map<String, List<String>> values;

    private Headers(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * Makes headers.
     *
     * @param values values by name
     * @return the headers
     */
    public static Headers of(Map<String, List<String>> values) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        return new Headers(Collections.unmodifiableMap(copy));
    }

    /**
     * The first value of a header.
     *
     * @param name the name
     * @return the value, empty if there is no such header
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * All values of a header.
     *
     * @param name the name
     * @return the values, in the order in which they came
     */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * All headers.
     *
     * @return values by name
     */
    public Map<String, List<String>> asMap() {
        return values;
    }

    /**
     * The names; never the values, which may hold signatures.
     *
     * @return the names
     */
    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
