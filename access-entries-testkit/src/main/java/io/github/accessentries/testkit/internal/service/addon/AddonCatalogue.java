package io.github.accessentries.testkit.internal.service.addon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The add-ons that the fake offers: those of EKS itself that most clusters have, each with a few plausible versions. */
public final class AddonCatalogue {

    private static final String TABLE = "addons.txt";
    private static final String NONE = "-";
    private static final int COLUMNS = 5;
    private static final Pattern VERSION = Pattern.compile("v[0-9]+\\.[0-9]+\\.[0-9]+(?:-[0-9A-Za-z.]+)?");

    private static final NavigableMap<String, OfferedAddon> ALL = read();

    private AddonCatalogue() {}

    private static NavigableMap<String, OfferedAddon> read() {
        try (InputStream table = Objects.requireNonNull(AddonCatalogue.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            NavigableMap<String, OfferedAddon> all = new TreeMap<>();
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(AddonCatalogue::parse)
                    .forEach(addon -> all.put(addon.name(), addon));
            return Collections.unmodifiableNavigableMap(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OfferedAddon parse(String line) {
        String[] columns = line.split(" ");
        List<String> versions = Arrays.stream(columns).skip(COLUMNS).toList();
        return new OfferedAddon(columns[0], columns[1], columns[2], given(columns[3]), given(columns[4]), versions);
    }

    private static @Nullable String given(String column) {
        return column.equals(NONE) ? null : column;
    }

    /** All of them, by name. */
    public static NavigableMap<String, OfferedAddon> all() {
        return ALL;
    }

    /** One of them. */
    public static Optional<OfferedAddon> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Whether an add-on could have a version: those of the table are few, so any of the right form counts. */
    public static boolean isVersion(String version) {
        return VERSION.matcher(version).matches();
    }
}
