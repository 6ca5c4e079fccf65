package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of Markdown in the repository, and the blocks of code on them. */
final class Documentation {

    private static final Path ROOT = requireNonNull(Path.of("").toAbsolutePath().getParent());
    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern COMMENT = Pattern.compile("<!-- (.*) -->");

    private Documentation() {}

    /** What stands between two fences. A marker is the comment above it; imports stand folded between the two. */
    record Block(String page, String marker, String language, String imports, String code) {

        @Override
        public String toString() {
            return page + ": " + (marker.isEmpty() ? "unmarked" : marker) + " (" + language + ")";
        }
    }

    static Path file(String inRepository) {
        return ROOT.resolve(inRepository);
    }

    static String text(String inRepository) {
        try {
            return Files.readString(file(inRepository));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of every page, by its place in the repository. */
    static List<String> pages() {
        List<String> pages = new ArrayList<>();
        for (Path place : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("examples"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.walk(place, place.equals(ROOT) ? 1 : Integer.MAX_VALUE)) {
                    files.filter(file -> file.toString().endsWith(".md"))
                            .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                            .forEach(pages::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return pages;
    }

    /** The one block with this marker. */
    static String block(String marker) {
        List<Block> found =
                blocks().stream().filter(block -> block.marker().equals(marker)).toList();
        if (found.size() != 1) {
            throw new AssertionError("There are " + found.size() + " blocks marked <!-- " + marker + " -->: " + found);
        }
        return found.get(0).code();
    }

    static List<Block> blocks() {
        return pages().stream().flatMap(page -> blocks(page).stream()).toList();
    }

    private static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        String marker = "";
        String imports = "";
        List<String> lines = text(page).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher fence = FENCE.matcher(line);
            Matcher comment = COMMENT.matcher(line);
            if (fence.matches()) {
                StringBuilder code = new StringBuilder();
                while (!lines.get(++i).equals("```")) {
                    code.append(lines.get(i)).append('\n');
                }
                if (code.indexOf("import ") == 0
                        && lines.subList(i, Math.min(i + 3, lines.size())).contains("</details>")) {
                    imports = code.toString();
                } else {
                    blocks.add(new Block(page, marker, fence.group(1), imports, code.toString()));
                    marker = "";
                    imports = "";
                }
            } else if (comment.matches()) {
                marker = comment.group(1);
            } else if (!line.isBlank() && !line.matches("</?details>|<summary>Imports</summary>")) {
                marker = "";
            }
        }
        return blocks;
    }
}
