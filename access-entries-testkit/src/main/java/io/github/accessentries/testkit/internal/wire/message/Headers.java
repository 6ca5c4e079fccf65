package io.github.accessentries.testkit.internal.wire.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** HTTP headers, whose names ignore letter case. Immutable. */
public final class Headers {

    private static final Headers NONE = new Headers(List.of());

    private record Header(String name, List<String> values) {}

    /** Messages have so few that searching them takes less time than sorting them. */
    private final List<Header> all;

    private Headers(List<Header> all) {
        this.all = all;
    }

    /**
     * Makes headers.
     *
     * @param values values by name
     * @return the headers
     */
    public static Headers of(Map<String, List<String>> values) {
        return of(values::forEach);
    }

    /** Collects the headers passed to it, each name once. */
    public static Headers of(Consumer<BiConsumer<String, List<String>>> source) {
        List<Header> all = new ArrayList<>();
        source.accept((name, values) -> all.add(new Header(name, List.copyOf(values))));
        return new Headers(all);
    }

    /** One header. */
    public static Headers of(String name, String value) {
        return NONE.with(name, value);
    }

    /** The same, with one value for a name in place of those it had. */
    public Headers with(String name, String value) {
        List<Header> more = allBut(name);
        more.add(new Header(name, List.of(value)));
        return new Headers(more);
    }

    /** The same without one. */
    public Headers without(String name) {
        return new Headers(allBut(name));
    }

    private List<Header> allBut(String name) {
        List<Header> others = new ArrayList<>(all.size() + 1);
        for (Header header : all) {
            if (!header.name().equalsIgnoreCase(name)) {
                others.add(header);
            }
        }
        return others;
    }

    /**
     * The first value of a header.
     *
     * @param name the name
     * @return the value, empty if there is no such header
     */
    public Optional<String> first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * All values of a header.
     *
     * @param name the name
     * @return the values, in the order in which they came
     */
    public List<String> all(String name) {
        for (Header header : all) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.values();
            }
        }
        return List.of();
    }

    /**
     * Goes through all headers.
     *
     * @param action gets each name with its values
     */
    public void forEach(BiConsumer<String, List<String>> action) {
        all.forEach(header -> action.accept(header.name(), header.values()));
    }

    /**
     * The names; never the values, which may hold signatures.
     *
     * @return the names
     */
    @Override
    public String toString() {
        return all.stream().map(Header::name).toList().toString();
    }
}
