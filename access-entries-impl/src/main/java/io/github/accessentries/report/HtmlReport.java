package io.github.accessentries.report;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The report for browsers: the JSON form and a script that shows it, in one page. The page allows itself nothing but its own
 * style and script, by their hashes, and the script takes all data as text.
 */
record HtmlReport(AccessReport report) {

    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

    /** In this order, since each uses what is before it. */
    private static final List<String> SCRIPTS = List.of(
            "-names", "-answers", "-parts", "-table", "-detail", "-mistakes", "-question", "-comparison", "-paths", "");

    private static final String START = """
            'use strict';
            (() => {
            const data = JSON.parse(document.getElementById('data').textContent);
            """;

    String render() {
        String style = resource("report.css");
        String script = SCRIPTS.stream()
                .map(name -> resource("report" + name + ".js"))
                .collect(Collectors.joining("\n", START, "})();\n"));
        Map<String, String> parts = Map.of(
                "title",
                PlainText.html(PlainText.of(report.title())),
                "style",
                style,
                "script",
                script,
                "data",
                new PageData(report).render(),
                "policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; style-src " + hash(style) + "; script-src "
                        + hash(script));
        return SLOT.matcher(resource("report.html"))
                .replaceAll(slot -> Matcher.quoteReplacement(requireNonNull(parts.get(slot.group(1)), slot.group(1))));
    }

    private static String hash(String text) {
        byte[] digest = Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String resource(String name) {
        try (InputStream stream = requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + name, e);
        }
    }
}
