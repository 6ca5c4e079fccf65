package io.github.accessentries.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which loggers of the libraries below print what would let somebody in, beside the table of the guide. */
class LoggedTokensTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Pattern LINE = Pattern.compile("(TRACE|DEBUG|INFO|WARN|ERROR) (\\S+) - .*");
    private static final Pattern DUMP = Pattern.compile("\\|[0-9a-f]{8}\\|[^|]*\\|(.{16})\\|");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (DEBUG|TRACE|INFO) \\| ([^|]+) \\|");

    @TempDir
    private Path directory;

    @Tag("slow")
    @Test
    void loggersThatPrintTokens_areThoseOfTheGuide() throws Exception {
        run();
        Map<String, String> secrets = new TreeMap<>();
        for (String line : Files.readAllLines(directory.resolve("secrets"))) {
            String[] parts = line.split("=", 2);
            secrets.put(parts[1], parts[0]);
        }
        Map<String, Printed> printed = new TreeMap<>();
        collect(directory.resolve("jul.log"), secrets, printed);
        collect(directory.resolve("slf4j.log"), secrets, printed);

        assertThat(printed.keySet()).noneMatch(logger -> logger.contains("io.github.accessentries"));
        List<String> rows = new ArrayList<>();
        printed.forEach((logger, what) -> rows.add(logger + " | " + what));
        assertThat(rows).containsExactlyElementsOf(guide());
    }

    private void run() throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-Dorg.slf4j.simpleLogger.showThreadName=false",
                        "-Dorg.slf4j.simpleLogger.logFile=" + directory.resolve("slf4j.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoudRun.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ended").isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    }

    private static void collect(Path log, Map<String, String> secrets, Map<String, Printed> printed)
            throws IOException {
        String logger = "nobody";
        String level = "INFO";
        StringBuilder dumped = new StringBuilder();
        for (String line : Files.readAllLines(log)) {
            Matcher begin = LINE.matcher(line);
            if (begin.matches()) {
                level = begin.group(1);
                logger = begin.group(2);
                dumped.setLength(0);
            }
            Matcher bytes = DUMP.matcher(line);
            if (bytes.matches()) {
                dumped.append(bytes.group(1));
            }
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                if (line.contains(secret.getKey()) || dumped.indexOf(secret.getKey()) >= 0) {
                    printed.computeIfAbsent(logger, each -> new Printed()).add(level, secret.getValue());
                }
            }
        }
    }

    /** What a logger prints, from which level on. */
    private static final class Printed {
        private final Set<String> what = new TreeSet<>();
        private String level = "TRACE";

        void add(String at, String secret) {
            what.add(secret);
            level = at.equals("TRACE") ? level : at;
        }

        @Override
        public String toString() {
            return level + " | " + String.join(", ", what);
        }
    }

    private static List<String> guide() throws IOException {
        List<String> rows = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(MODULE.resolveSibling("docs").resolve("guide/operate.md")));
        while (row.find()) {
            rows.add(row.group(1) + " | " + row.group(2) + " | " + row.group(3).strip());
        }
        return rows;
    }

    /** A program whose audit lines are for those who ask for them. */
    private static final String QUIETER = """
            if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
                        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
                    }
            """.strip();

    /** Neither the commands nor the testkit bring a set-up that makes anything louder, nor do they do so by themselves. */
    @Test
    void nothingOfOurs_makesLoggersLouder() throws IOException {
        for (String module : List.of("access-entries-api", "access-entries-impl", "access-entries-testkit")) {
            Path main = MODULE.resolveSibling(module).resolve(Path.of("src", "main"));
            try (Stream<Path> files = Files.walk(main)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(file.getFileName().toString())
                            .doesNotMatch(
                                    "(simplelogger|logging|log4j2?)\\.properties|(logback|log4j2).*\\.(xml|yaml|json)");
                    if (file.toString().endsWith(".java")) {
                        assertThat(Files.readString(file).replace(QUIETER, ""))
                                .as(file.toString())
                                .doesNotContain(
                                        "simpleLogger",
                                        "setDebugging(true",
                                        "java.util.logging",
                                        "jdk.httpclient.HttpClient.log")
                                .doesNotContainPattern("\\.setLevel\\(");
                    }
                }
            }
        }
    }
}
