package io.github.accessentries.testkit.internal.kubernetes.kind;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of Kubernetes itself, read once from a table. Immutable. */
public final class BuiltInTypes implements ResourceTypes {

    private static final String TABLE = "kubernetes-kinds.txt";
    private static final BuiltInTypes ALL = new BuiltInTypes(read());

    private final List<ResourceType> all;
    private final Map<String, ResourceType> byPath = new HashMap<>();
    private final Map<String, ResourceType> byKind = new HashMap<>();

    private BuiltInTypes(List<ResourceType> all) {
        this.all = all;
        for (ResourceType type : all) {
            byPath.put(type.apiVersion() + "/" + type.resource(), type);
            byKind.put(type.apiVersion() + "/" + type.kind(), type);
        }
    }

    /** All of them. */
    public static BuiltInTypes get() {
        return ALL;
    }

    @Override
    public List<ResourceType> all() {
        return all;
    }

    @Override
    public Optional<ResourceType> find(String group, String version, String resource) {
        String apiVersion = group.isEmpty() ? version : group + "/" + version;
        return Optional.ofNullable(byPath.get(apiVersion + "/" + resource));
    }

    @Override
    public Optional<ResourceType> ofKind(String apiVersion, String kind) {
        return Optional.ofNullable(byKind.get(apiVersion + "/" + kind));
    }

    private static List<ResourceType> read() {
        try (InputStream stream = BuiltInTypes.class.getResourceAsStream(TABLE)) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks " + TABLE);
            }
            return new BufferedReader(new InputStreamReader(stream, UTF_8))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(BuiltInTypes::type)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + TABLE + " cannot be read", e);
        }
    }

    private static ResourceType type(String line) {
        String[] column = line.split(" +", -1);
        int slash = column[0].indexOf('/');
        String kind = column[2];
        return new ResourceType(
                slash < 0 ? "" : column[0].substring(0, slash),
                column[0].substring(slash + 1),
                column[1],
                kind,
                kind.toLowerCase(Locale.ROOT),
                column[3].equals("n"),
                list(column[4]),
                list(column[5]),
                column[6].equals("all") ? ResourceType.ALL_VERBS : Set.copyOf(list(column[6])),
                Set.copyOf(list(column[7])));
    }

    private static List<String> list(String column) {
        return column.equals("-") ? List.of() : Arrays.asList(column.split(",", -1));
    }
}
