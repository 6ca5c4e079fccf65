package io.github.accessentries.testkit.repository;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of versions that the library works with says what the foreign project and the floors really are. */
class WorksWithTableTest {

    /** What a user knows a dependency by, its artifact in the rows, and its property in the library's own POM. */
    private record Dependency(String name, String artifact, String property) {}

    private static final List<Dependency> DEPENDENCIES = List.of(
            new Dependency("AWS SDK", "bom", "aws.sdk.version"),
            new Dependency("Caffeine", "caffeine", "caffeine.version"),
            new Dependency("Gson", "gson", "gson.version"),
            new Dependency("SLF4J", "slf4j-api", "slf4j.version"),
            new Dependency("SnakeYAML", "snakeyaml", "snakeyaml.version"),
            new Dependency("Kubernetes client", "client-java-api", "kubernetes-client.version"),
            new Dependency("Micrometer", "micrometer-core", "micrometer.version"),
            new Dependency("JUnit", "junit-bom", "junit.version"),
            new Dependency("AssertJ", "assertj-core", "assertj.version"));

    private static final String SPRING_BOOT = "spring-boot-";

    @Test
    void rows_inTheTable_areThoseOfTheForeignProject() throws Exception {
        List<String> lines = tableLines();
        List<String> expected = new ArrayList<>(List.of(
                "| as published | what the library's own pom says |",
                "| newest | " + versions("newest", DEPENDENCIES) + " |",
                "| floors, together | " + versions("floors", DEPENDENCIES) + " |",
                "| an older SDK | " + versions(only("sdk-"), DEPENDENCIES.subList(0, 1)) + " |",
                "| Spring Boot's BOM | " + springBoots() + " |"));

        assertThat(lines)
                .as("the rows of the table under \"What it works with\": write them as they are expected here")
                .containsAll(expected)
                .hasSize(expected.size() + 1)
                .last()
                .asString()
                .startsWith("| module path |");
        assertThat(rows())
                .as("foreign/rows: a row that is new has to get into the table, and into this test")
                .allMatch(row -> row.matches("published|newest|floors|sdk-.*|" + SPRING_BOOT + ".*"));
    }

    @Test
    void floors_areTheSame_whereTheCodeIsCompiledAndWhereItIsRun() throws Exception {
        Pom own = new Pom("pom.xml");
        Map<String, String> compiled = new TreeMap<>();
        Map<String, String> run = new TreeMap<>();
        for (Dependency each : DEPENDENCIES) {
            own.texts("/project/profiles/profile[id='floors']/properties/*[name()='" + each.property() + "']")
                    .forEach(version -> compiled.put(each.name(), version));
            run.put(each.name(), version("floors", each.artifact()));
        }

        assertThat(compiled)
                .as("the profile floors of pom.xml, against foreign/rows/floors/pom.xml")
                .isEqualTo(run);
    }

    @Test
    void rowsThatTakeWhatTheLibraryBrings_takeItsVersions() throws Exception {
        Pom own = new Pom("pom.xml");
        Pom shared = new Pom("foreign/rows/pom.xml");

        for (String property : List.of("assertj.version", "junit.version", "kubernetes-client.version")) {
            assertThat(shared.property(property))
                    .as("%s in %s, as in pom.xml", property, shared)
                    .isEqualTo(own.property(property));
        }
        assertThat(new Pom("foreign/rows/spring-boot-3.3/pom.xml").version("url-connection-client"))
                .isEqualTo(own.property("aws.sdk.version"));
        assertThat(new Pom("foreign/pom.xml").property("access-entries.version"))
                .hasValue(own.texts("/project/version").get(0));
    }

    /** The one table, wherever among the pages for users it stands. */
    private static List<String> tableLines() {
        String head = "| row | versions |\n|---|---|\n";
        List<String> tables = Stream.concat(Stream.of("README.md"), Repository.filesBelow("docs").stream())
                .filter(file -> file.endsWith(".md"))
                .map(Repository::text)
                .filter(text -> text.contains(head))
                .map(text -> text.substring(text.indexOf(head) + head.length()))
                .toList();
        assertThat(tables).as("tables that begin with %s", head).hasSize(1);
        return tables.get(0).lines().takeWhile(line -> line.startsWith("|")).toList();
    }

    private static List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        for (String module : new Pom("foreign/pom.xml").texts("/project/modules/module")) {
            if (module.startsWith("rows/")) {
                rows.add(module.substring("rows/".length()));
            }
        }
        return rows;
    }

    private static String only(String start) throws Exception {
        List<String> rows = rows();
        rows.removeIf(row -> !row.startsWith(start));
        assertThat(rows).as("rows that begin with %s", start).hasSize(1);
        return rows.get(0);
    }

    private static String springBoots() throws Exception {
        List<String> parts = new ArrayList<>();
        for (String row : new TreeSet<>(rows())) {
            if (row.startsWith(SPRING_BOOT)) {
                parts.add("%s (%s)"
                        .formatted(row.substring(SPRING_BOOT.length()), version(row, "spring-boot-dependencies")));
            }
        }
        return String.join(", ", parts);
    }

    private static String versions(String row, List<Dependency> dependencies) throws Exception {
        Map<String, String> versions = new TreeMap<>();
        for (Dependency each : dependencies) {
            versions.put(each.name(), version(row, each.artifact()));
        }
        return dependencies.stream()
                .map(each -> each.name() + " " + versions.get(each.name()))
                .collect(joining(", "));
    }

    /** As a row says itself, or what all rows share. */
    private static String version(String row, String artifact) throws Exception {
        Pom own = new Pom("foreign/rows/" + row + "/pom.xml");
        Pom shared = new Pom("foreign/rows/pom.xml");
        String version =
                own.version(artifact).or(() -> shared.version(artifact)).orElseThrow();
        if (!version.startsWith("${")) {
            return version;
        }
        String name = version.substring(2, version.length() - 1);
        return own.property(name).or(() -> shared.property(name)).orElseThrow();
    }
}
