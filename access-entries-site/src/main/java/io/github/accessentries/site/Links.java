package io.github.accessentries.site;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the links of a page lead in the site. */
record Links(Pages pages, Page page) {

    /** The sources that are no pages are on the forge. */
    private static final String FORGE = "https://github.com/access-entries/access-entries/blob/main/";

    /** What a link names, as a path in the repository; for a link within a page, this page. */
    static String source(String from, String link) {
        String path = link.replaceFirst("#.*", "");
        if (path.isEmpty()) {
            return from;
        }
        Path folder = Path.of("/" + from).getParent();
        return (folder == null ? Path.of("/") : folder)
                .resolve(path)
                .normalize()
                .toString()
                .substring(1)
                .replace('\\', '/');
    }

    String of(String link) {
        if (link.matches("[a-z]+:.*")) {
            return link;
        }
        String anchor = link.contains("#") ? link.substring(link.indexOf('#')) : "";
        String source = source(page.source(), link);
        if (pages.find(source).isPresent()) {
            return page.up() + pages.find(source).get().place() + anchor;
        }
        if (pages.find(source + "/README.md").isPresent()) {
            return page.up() + pages.find(source + "/README.md").get().place();
        }
        if (Files.exists(pages.root().resolve(source))) {
            return FORGE + source + anchor;
        }
        throw new IllegalStateException(
                page.source() + " has a link to " + link + ", and there is no " + source + ": mend the link");
    }
}
