package io.github.accessentries.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Javadoc of the three modules as one site, of what their descriptors export. */
final class ApiPages {

    static final String PLACE = "api";

    private static final List<String> MODULES = List.of("api", "impl", "testkit");
    private static final String MODULE_PREFIX = "io.github.accessentries.";
    private static final String FOLDER_PREFIX = "access-entries-";

    private final Path root;
    private final String modulesOutput;
    private final List<Path> classPath;

    ApiPages(Path root, String modulesOutput, List<Path> classPath) {
        this.root = root;
        this.modulesOutput = modulesOutput;
        this.classPath = classPath;
    }

    void write(Path output) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-quiet", "-Xdoclint:all", "-Werror", "-encoding", "UTF-8"));
        arguments.addAll(List.of("-notimestamp", "-nodeprecatedlist", "--release", "17"));
        arguments.addAll(List.of("-docencoding", "UTF-8", "-charset", "UTF-8"));
        arguments.addAll(List.of("-windowtitle", "access-entries", "-doctitle", "access-entries"));
        arguments.addAll(List.of("-header", "<a href=\"{@docRoot}/../index.html\">Documentation</a>"));
        arguments.addAll(List.of("-overview", root.resolve("docs/overview.html").toString()));
        for (String module : MODULES) {
            Path folder = root.resolve(FOLDER_PREFIX + module);
            arguments.add("--module-source-path");
            arguments.add(MODULE_PREFIX + module + "=" + folder.resolve("src/main/java") + File.pathSeparator
                    + folder.resolve(modulesOutput).resolve("javadoc-sources"));
        }
        arguments.addAll(List.of("--module-path", jars()));
        arguments.addAll(
                List.of("--module", MODULES.stream().map(MODULE_PREFIX::concat).collect(Collectors.joining(","))));
        arguments.addAll(List.of("-d", output.toString()));

        int status = ToolProvider.findFirst("javadoc")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("Javadoc ended with status " + status + "; its messages are above");
        }
        checkBuilders(output);
    }

    /** All but the modules themselves, which are read as sources. */
    private String jars() {
        return classPath.stream()
                .filter(jar -> !jar.toString().contains(FOLDER_PREFIX))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void checkBuilders(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            List<Path> builders = files.filter(file -> file.toString().endsWith("Builder.html"))
                    .filter(file -> !file.toString().contains("class-use"))
                    .toList();
            List<Path> empty = new ArrayList<>();
            for (Path builder : builders) {
                if (!Files.readString(builder).contains("id=\"method-detail\"")) {
                    empty.add(output.relativize(builder));
                }
            }
            if (builders.isEmpty() || !empty.isEmpty()) {
                throw new IllegalStateException("Of " + builders.size() + " builders these show no method: " + empty);
            }
        }
    }
}
