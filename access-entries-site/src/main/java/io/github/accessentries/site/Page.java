package io.github.accessentries.site;

import java.util.List;
import org.commonmark.node.Node;

/**
 * One page of Markdown.
 *
 * @param source where it stands in the repository, with slashes
 * @param title its first heading, as text
 * @param sections its headings of the second level
 * @param document what it says
 */
record Page(String source, String title, List<Section> sections, Node document) {

    /** A heading and its anchor. */
    record Section(String title, String anchor) {}

    /** Where it stands in the site: pages of {@code docs} at the top, all others in a folder beside them. */
    String place() {
        String html = source.substring(0, source.length() - ".md".length()) + ".html";
        return html.startsWith("docs/")
                ? html.substring("docs/".length()).replace("README.html", "index.html")
                : "repository/" + html;
    }

    /** The way from this page's place up to the top of the site. */
    String up() {
        return "../".repeat((int) place().chars().filter(c -> c == '/').count());
    }
}
