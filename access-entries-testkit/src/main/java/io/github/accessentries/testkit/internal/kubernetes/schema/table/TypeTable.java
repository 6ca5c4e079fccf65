package io.github.accessentries.testkit.internal.kubernetes.schema.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of Kubernetes' own kinds. The text is read once for the JVM, each type when it is first asked for. Thread-safe.
 */
public final class TypeTable {

    private static final String TABLE = "kubernetes-types.txt";

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, String> byKind = new LinkedHashMap<>();
    private final Map<String, TypeFacts> types = new ConcurrentHashMap<>();

    private TypeTable(List<String> lines) {
        List<String> section = List.of();
        List<String> open = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("[")) {
                section = List.of(line.split(" ", -1));
            } else if (line.startsWith(" ")) {
                open.add(line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                open = new ArrayList<>(List.of(line));
                add(new Entry(name(section, line), open));
            }
        }
    }

    private static TypeName name(List<String> section, String head) {
        String shortName = section.get(0);
        return new TypeName(
                shortName.substring(1, shortName.length() - 1), section.get(1), section.get(2), head.split(" ", 2)[0]);
    }

    private void add(Entry entry) {
        entries.put(entry.name.qualified(), entry);
        byKind.put(entry.name.apiVersion() + "/" + entry.name.simpleName(), entry.name.qualified());
    }

    /** The one table. */
    public static TypeTable get() {
        return Holder.TABLE;
    }

    /**
     * A type by its name.
     *
     * @param qualified with its package, such as {@code core/v1.PodSpec}
     * @throws IllegalArgumentException if there is none
     */
    public TypeFacts type(String qualified) {
        return types.computeIfAbsent(qualified, name -> {
            Entry entry = entries.get(name);
            if (entry == null) {
                throw new IllegalArgumentException("The table of types has no " + name);
            }
            return TypeFacts.parse(entry.name, entry.lines);
        });
    }

    /** The type of the objects that say they are of a kind. */
    public Optional<TypeFacts> ofKind(String apiVersion, String kind) {
        return Optional.ofNullable(byKind.get(apiVersion + "/" + kind)).map(this::type);
    }

    /** The names of all types, in the order of the table. */
    public List<TypeName> names() {
        return entries.values().stream().map(Entry::name).toList();
    }

    private record Entry(TypeName name, List<String> lines) {}

    /** Reads the table when it is first needed. */
    private static final class Holder {

        private static final TypeTable TABLE = new TypeTable(read());

        private static List<String> read() {
            try (InputStream stream = TypeTable.class.getResourceAsStream(TypeTable.TABLE)) {
                if (stream == null) {
                    throw new IllegalStateException("The jar lacks " + TypeTable.TABLE);
                }
                return new BufferedReader(new InputStreamReader(stream, UTF_8))
                        .lines()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("The jar's " + TypeTable.TABLE + " cannot be read", e);
            }
        }
    }
}
