package io.github.accessentries.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the pages of a site, each within the same frame. */
final class PageWriter {

    private static final String STYLE = "site.css";

    private final Pages pages;
    private final String frame;

    PageWriter(Pages pages) throws IOException {
        this.pages = pages;
        this.frame = resource("page.html");
    }

    void write(Path output) throws IOException {
        for (Page page : pages.all()) {
            Path file = output.resolve(page.place());
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, html(page));
        }
        Files.writeString(output.resolve(STYLE), resource(STYLE));
    }

    private String html(Page page) {
        Map<String, String> parts = Map.of(
                "title", Highlighter.escape(page.title()),
                "up", page.up(),
                "navigation", navigation(page),
                "content", Markdown.html(page, new Links(pages, page)::of),
                "before", neighbour(page, -1, "previous"),
                "after", neighbour(page, 1, "next"));
        String html = frame;
        for (String name : List.of("title", "up", "navigation", "before", "after", "content")) {
            html = html.replace(
                    "{{" + name + "}}", Optional.ofNullable(parts.get(name)).orElseThrow());
        }
        return html;
    }

    private String navigation(Page current) {
        StringBuilder html = new StringBuilder();
        pages.order().forEach((section, members) -> {
            if (!section.isEmpty()) {
                html.append("<h2>").append(Highlighter.escape(section)).append("</h2>\n");
            }
            html.append("<ul>\n");
            for (Page page : members) {
                boolean here = page.equals(current);
                html.append("<li>").append(link(current, page, here ? " aria-current=\"page\"" : ""));
                if (here && page.sections().size() > 1 && !page.source().equals(Pages.START)) {
                    html.append("\n<ul>\n");
                    page.sections()
                            .forEach(part -> html.append("<li><a href=\"#")
                                    .append(part.anchor())
                                    .append("\">")
                                    .append(Highlighter.escape(part.title()))
                                    .append("</a></li>\n"));
                    html.append("</ul>\n");
                }
                html.append("</li>\n");
            }
            html.append("</ul>\n");
        });
        return html.toString();
    }

    private String neighbour(Page page, int distance, String relation) {
        return pages.neighbour(page, distance)
                .map(other -> link(page, other, " rel=\"" + relation.substring(0, 4) + "\" class=\"" + relation + "\""))
                .orElse("");
    }

    private String link(Page from, Page to, String attributes) {
        return "<a href=\"" + from.up() + to.place() + "\"" + attributes + ">" + Highlighter.escape(pages.label(to))
                + "</a>";
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = PageWriter.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + name + " is not on the class path");
            }
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
