package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of the table of defaults by the types that they are for, read when they are first needed. */
final class DefaultRules {

    private static final String TABLE = "kubernetes-defaults.txt";
    private static final Map<String, List<DefaultRule>> BY_TYPE =
            read().stream().collect(Collectors.groupingBy(DefaultRule::type));

    private DefaultRules() {}

    static List<DefaultRule> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    static List<DefaultRule> all() {
        return BY_TYPE.values().stream().flatMap(List::stream).toList();
    }

    private static List<DefaultRule> read() {
        try (InputStream stream = DefaultRules.class.getResourceAsStream(TABLE)) {
            if (stream == null) {
                throw new IllegalStateException("The jar lacks " + TABLE);
            }
            return new BufferedReader(new InputStreamReader(stream, UTF_8))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(DefaultRule::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar's " + TABLE + " cannot be read", e);
        }
    }
}
