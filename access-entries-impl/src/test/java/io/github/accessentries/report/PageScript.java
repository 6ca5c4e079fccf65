package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of the script of the page for browsers, run by Node. */
public final class PageScript {

    private static final Pattern DATA = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private PageScript() {}

    /** Skips the tests of a class where there is no Node. */
    public static void assumeThatNodeIsHere() {
        boolean here;
        try {
            here = new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            here = false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assumeTrue(here, "Node, which runs the page's script here, is not installed");
    }

    /** Some of its files, in one text. */
    public static String of(String... parts) {
        StringBuilder script = new StringBuilder();
        for (String part : parts) {
            String name = "report" + part + ".js";
            try (InputStream file = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
                script.append(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return script.toString();
    }

    /** What the page of a report works with. */
    public static JsonElement dataOf(AccessReport report) {
        Matcher data = DATA.matcher(report.render(ReportFormat.HTML));
        assertThat(data.find()).isTrue();
        return JsonParser.parseString(data.group(1));
    }

    /** A script and what it is to be run on, as one text. */
    public static String input(String script, String member, JsonArray pages) {
        JsonObject input = new JsonObject();
        input.addProperty("script", script);
        input.add(member, pages);
        return input.toString();
    }

    /** Runs a script, and returns what it writes. */
    public static String run(Path scratch, String script, String input) throws IOException, InterruptedException {
        Path given = Files.writeString(scratch.resolve("input"), input);
        Path answer = scratch.resolve("answer");
        Path error = scratch.resolve("error");
        Process node = new ProcessBuilder(
                        "node",
                        Files.writeString(scratch.resolve("run.js"), script).toString())
                .redirectInput(given.toFile())
                .redirectOutput(answer.toFile())
                .redirectError(error.toFile())
                .start();
        try {
            assertThat(node.waitFor(20, TimeUnit.SECONDS)).as("Node ends").isTrue();
        } finally {
            node.destroyForcibly();
        }
        assertThat(node.exitValue()).as(Files.readString(error)).isZero();
        return Files.readString(answer);
    }
}
