package io.github.accessentries.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All pages, and the order in which they are read: that of the start page, which lists them. */
final class Pages {

    static final String START = "docs/index.md";
    private static final String LAST_SECTION = "Project";

    private final Path root;
    private final Map<String, Page> bySource;
    private final Map<String, List<Page>> order = new LinkedHashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    private Pages(Path root, Map<String, Page> bySource, Page start) {
        this.root = root;
        this.bySource = bySource;
        arrange(start);
    }

    static Pages of(Path root) throws IOException {
        Map<String, Page> pages = new TreeMap<>();
        for (Path file : files(root)) {
            String source = root.relativize(file).toString().replace('\\', '/');
            pages.put(source, Markdown.read(source, Files.readString(file)));
        }
        Page start = pages.get(START);
        if (start == null) {
            throw new IllegalStateException("There is no " + START + ", which lists the pages: write it");
        }
        return new Pages(root, pages, start);
    }

    private static List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("docs", "examples")) {
            if (Files.isDirectory(root.resolve(folder))) {
                try (Stream<Path> all = Files.walk(root.resolve(folder))) {
                    all.filter(file -> file.toString().endsWith(".md")
                                    && !file.toString().contains("target"))
                            .forEach(files::add);
                }
            }
        }
        try (Stream<Path> all = Files.list(root)) {
            all.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
        }
        return files;
    }

    /** Sections of the start page with the pages that they list, and at the end those that nobody lists but decisions. */
    private void arrange(Page start) {
        order.put("", new ArrayList<>(List.of(start)));
        labels.put(START, "Overview");
        Markdown.listedLinks(start)
                .forEach((section, links) -> links.forEach((link, label) -> {
                    String source = Links.source(START, link);
                    find(source)
                            .filter(page -> labels.putIfAbsent(source, label) == null)
                            .ifPresent(page -> add(section, page));
                }));
        bySource.forEach((source, page) -> {
            if (!source.startsWith("docs/decisions/") && labels.putIfAbsent(source, page.title()) == null) {
                add(LAST_SECTION, page);
            }
        });
    }

    private void add(String section, Page page) {
        order.computeIfAbsent(section, name -> new ArrayList<>()).add(page);
    }

    /** What the start page calls a page. */
    String label(Page page) {
        return labels.getOrDefault(page.source(), page.title());
    }

    Path root() {
        return root;
    }

    Iterable<Page> all() {
        return bySource.values();
    }

    Optional<Page> find(String source) {
        return Optional.ofNullable(bySource.get(source));
    }

    /** By section, as the navigation shows them; the start page is in a section without a name. */
    Map<String, List<Page>> order() {
        return order;
    }

    /** The page that is read before this one, or after it; none for pages that stand in no order. */
    Optional<Page> neighbour(Page page, int distance) {
        List<Page> all = order.values().stream().flatMap(List::stream).toList();
        int place = all.indexOf(page);
        int other = place + distance;
        return place < 0 || other < 0 || other >= all.size() ? Optional.empty() : Optional.of(all.get(other));
    }
}
