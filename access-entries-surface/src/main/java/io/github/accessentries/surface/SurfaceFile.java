package io.github.accessentries.surface;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The checked-in text of a module's surface, {@code surface.txt} beside its pom. With the system property
 * {@code surface=accept} it is written instead of compared.
 */
public final class SurfaceFile {

    private static final String ACCEPT =
            "mvn test -Dsurface=accept -Dtest='SurfaceTest' -Dsurefire.failIfNoSpecifiedTests=false";

    private static final Pattern NAME = Pattern.compile("(?:class|interface|enum|record|package) ([\\w.]+)");

    private final Path file;

    /**
     * A file somewhere.
     *
     * @param file where it lies
     */
    public SurfaceFile(Path file) {
        this.file = file;
    }

    /**
     * The file of the module whose tests run.
     *
     * @return {@code surface.txt} in the folder that Maven or the IDE runs the tests in
     */
    public static SurfaceFile ofThisModule() {
        return new SurfaceFile(Path.of(System.getProperty("basedir", "")).resolve("surface.txt"));
    }

    /**
     * Compares a surface with the file, or writes the file if that was asked for.
     *
     * @param surface the surface as it is
     * @return what is another, empty if nothing is
     */
    public String differences(Surface surface) {
        return differences(surface, "accept".equals(System.getProperty("surface")));
    }

    String differences(Surface surface, boolean accept) {
        String now = SurfaceText.of(surface);
        try {
            if (accept) {
                Files.writeString(file, now);
                return "";
            }
            return differences(Files.exists(file) ? Files.readString(file) : "", now);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read or written", e);
        }
    }

    private String differences(String before, String now) {
        if (before.equals(now)) {
            return "";
        }
        Set<String> gone = withTypes(before);
        gone.removeAll(withTypes(now));
        Set<String> come = withTypes(now);
        come.removeAll(withTypes(before));
        return "What users see is not what " + file + " says. If that is on purpose, write it anew with\n  " + ACCEPT
                + "\nand commit it; what goes is a break for users, and belongs into the changelog.\n"
                + lines("-", gone) + lines("+", come);
    }

    /** The members, each behind the name of its type, so that two types with the same member are told apart. */
    private static Set<String> withTypes(String text) {
        Set<String> lines = new LinkedHashSet<>();
        String type = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith("  ")) {
                lines.add(type + ":" + line);
            } else if (!line.isEmpty()) {
                Matcher named = NAME.matcher(line);
                type = named.find() ? named.group(1) : line;
                lines.add(line);
            }
        }
        return lines;
    }

    private static String lines(String sign, Set<String> lines) {
        return lines.stream().map(line -> sign + " " + line + "\n").collect(Collectors.joining());
    }
}
