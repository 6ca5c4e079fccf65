package io.github.accessentries.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The tables and the code of the pages as they were written: whoever has no mouse can scroll each, and hears what it is. */
record WrittenRegions(Path output) {

    private static final Pattern WIDE = Pattern.compile("<(?:table|pre)\\b");
    private static final Pattern REGION = Pattern.compile(
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"(?:Table|Code): [^\"]+\">\\s*<(?:table|pre)\\b");

    void check(Pages pages) throws IOException {
        List<String> wrong = new ArrayList<>();
        long all = 0;
        for (Page page : pages.all()) {
            String html = Files.readString(output.resolve(page.place()));
            long wide = WIDE.matcher(html).results().count();
            if (wide != REGION.matcher(html).results().count()) {
                wrong.add(page.source());
            }
            all += wide;
        }
        if (all == 0 || !wrong.isEmpty()) {
            throw new IllegalStateException(
                    "Of " + all + " tables and blocks of code, some cannot be scrolled by keyboard,"
                            + " or have no name: fence the code, and put both below a heading, in " + wrong);
        }
    }
}
