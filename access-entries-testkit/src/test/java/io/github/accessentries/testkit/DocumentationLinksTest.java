package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A link from page to page leads to a file, and to a heading that is there. */
class DocumentationLinksTest {

    private static final Pattern CODE = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\[\\]]+]\\(([^()\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    @Test
    void links_leadSomewhere() {
        List<String> dead = new ArrayList<>();
        int count = 0;
        for (String page : Documentation.pages()) {
            Matcher link = LINK.matcher(text(page));
            while (link.find()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*")) {
                    count++;
                    if (!leadsSomewhere(page, target)) {
                        dead.add(page + ": " + target);
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(200);
        assertThat(dead).isEmpty();
    }

    @Test
    void startPage_listsEveryPageOfDocs() {
        Set<String> listed = LINK.matcher(text("docs/index.md"))
                .results()
                .map(link -> "docs/" + link.group(1))
                .collect(Collectors.toSet());

        assertThat(Documentation.pages())
                .filteredOn(page -> page.startsWith("docs/") && !page.matches("docs/(index|decisions/\\d.*)\\.md"))
                .hasSizeGreaterThan(30)
                .allMatch(listed::contains);
    }

    private static String text(String page) {
        return CODE.matcher(Documentation.text(page)).replaceAll("");
    }

    private static boolean leadsSomewhere(String page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? Documentation.file(page)
                : Documentation.file(page).resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        String place = Documentation.file("").relativize(target).toString().replace('\\', '/');
        return parts.length == 1
                || HEADING.matcher(text(place))
                        .results()
                        .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1]));
    }

    /** As forges make it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }
}
