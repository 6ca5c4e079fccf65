package io.github.accessentries.internal.name;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How namespaces and patterns are written on objects of a cluster, and the short name that stands for them where there is no
 * room for all. Only what is written exactly so can be read back.
 */
public final class ScopeId {

    /** The name of the scope without namespaces, which is the whole cluster. */
    public static final String CLUSTER = "cluster";

    private static final int BYTES = 5;
    private static final String SEPARATOR = "\",\"";
    private static final String START = "[\"";
    private static final String END = "\"]";
    private static final String EMPTY = "[]";

    private ScopeId() {}

    /**
     * The namespaces as a JSON list.
     *
     * @param namespaces names and patterns, sorted, none of them with a quote or backslash
     * @return for example <code>["team-a","team-a-*"]</code>
     */
    public static String listed(List<String> namespaces) {
        requireNonNull(namespaces, "namespaces");
        return namespaces.isEmpty() ? EMPTY : namespaces.stream().collect(Collectors.joining(SEPARATOR, START, END));
    }

    /**
     * Reads what {@link #listed} writes.
     *
     * @param text any text
     * @return the namespaces, empty if this is not how the list of them is written
     */
    public static Optional<List<String>> read(String text) {
        requireNonNull(text, "text");
        if (text.equals(EMPTY)) {
            return Optional.of(List.of());
        }
        if (text.length() < START.length() + END.length() || !text.startsWith(START) || !text.endsWith(END)) {
            return Optional.empty();
        }
        String inner = text.substring(START.length(), text.length() - END.length());
        List<String> names = List.copyOf(new TreeSet<>(Arrays.asList(inner.split(SEPARATOR, -1))));
        return Optional.of(names).filter(each -> listed(each).equals(text));
    }

    /**
     * The short name: that of the cluster, or the beginning of a hash.
     *
     * @param namespaces as in {@link #listed}
     * @return {@code cluster}, or the first ten hexadecimal digits of the SHA-256 of the list as it is written
     */
    public static String of(List<String> namespaces) {
        if (requireNonNull(namespaces, "namespaces").isEmpty()) {
            return CLUSTER;
        }
        MessageDigest digest = Sha256.begin();
        // Names of namespaces and their patterns are ASCII.
        listed(namespaces).chars().forEach(letter -> digest.update((byte) letter));
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
