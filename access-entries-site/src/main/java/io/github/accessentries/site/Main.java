package io.github.accessentries.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes the site: root of the repository, output, name of the modules' output, class path of the modules. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toRealPath();
        Path output = Path.of(arguments[1]);
        List<Path> classPath = List.of(arguments[3].split(File.pathSeparator)).stream()
                .map(Path::of)
                .toList();

        clear(output);
        new ApiPages(root, arguments[2], classPath).write(output.resolve(ApiPages.PLACE));
        Pages pages = Pages.of(root);
        new PageWriter(pages).write(output);
        new WrittenLinks(output).check(pages);
        new WrittenRegions(output).check(pages);
    }

    /** A page that is gone from the repository must not stay in the site. */
    private static void clear(Path output) throws IOException {
        if (Files.isDirectory(output)) {
            try (Stream<Path> files = Files.walk(output)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
