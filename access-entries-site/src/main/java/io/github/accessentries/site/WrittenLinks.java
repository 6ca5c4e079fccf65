package io.github.accessentries.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The links of the pages as they were written: each leads to a file of the site and to an anchor in it. */
record WrittenLinks(Path output) {

    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern ANCHOR = Pattern.compile("\\bid=\"([^\"]+)\"");

    void check(Pages pages) throws IOException {
        Map<Path, Set<String>> anchors = new HashMap<>();
        List<String> dead = new ArrayList<>();
        for (Page page : pages.all()) {
            Path file = output.resolve(page.place());
            List<MatchResult> links =
                    LINK.matcher(Files.readString(file)).results().toList();
            for (MatchResult found : links) {
                String link = found.group(1);
                if (link.matches("[a-z]+:.*")) {
                    continue;
                }
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty()
                        ? file
                        : file.resolveSibling(parts[0]).normalize();
                if (!Files.isRegularFile(target)) {
                    dead.add(page.source() + ": " + link);
                } else if (parts.length == 2 && !anchors(anchors, target).contains(parts[1])) {
                    dead.add(page.source() + ": " + link + " (no such anchor)");
                }
            }
        }
        if (!dead.isEmpty()) {
            throw new IllegalStateException("Links lead nowhere: " + String.join("; ", dead));
        }
    }

    private static Set<String> anchors(Map<Path, Set<String>> known, Path file) throws IOException {
        Set<String> anchors = known.get(file);
        if (anchors == null) {
            anchors = ANCHOR.matcher(Files.readString(file))
                    .results()
                    .map(id -> id.group(1))
                    .collect(Collectors.toSet());
            known.put(file, anchors);
        }
        return anchors;
    }
}
