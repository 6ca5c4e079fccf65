package io.github.accessentries.testkit.internal.service.version;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** The versions of Kubernetes whose dates are known, the newest first. */
public final class ClusterVersions {

    private static final String TABLE = "cluster-versions.txt";
    private static final NavigableMap<String, ClusterVersion> ALL = read();

    private ClusterVersions() {}

    private static NavigableMap<String, ClusterVersion> read() {
        try (InputStream table = Objects.requireNonNull(ClusterVersions.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            NavigableMap<String, ClusterVersion> all = new TreeMap<>(Comparator.reverseOrder());
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ClusterVersions::parse)
                    .forEach(version -> all.put(version.kubernetesVersion(), version));
            return Collections.unmodifiableNavigableMap(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClusterVersion parse(String line) {
        String[] columns = line.split(" ", -1);
        return new ClusterVersion(
                Platform.withEntries(columns[0]).orElseThrow(), day(columns[1]), day(columns[2]), day(columns[3]));
    }

    private static Instant day(String date) {
        return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** All of them; the order of the texts is that of the versions, as long as each has two digits. */
    public static NavigableMap<String, ClusterVersion> all() {
        return ALL;
    }
}
