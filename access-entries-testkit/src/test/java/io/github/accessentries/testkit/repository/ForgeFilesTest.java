package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that a forge reads are what it takes, and name what there is. */
class ForgeFilesTest {

    private static final String FORMS = ".github/ISSUE_TEMPLATE";
    private static final Set<String> FORM_ELEMENTS = Set.of("markdown", "textarea", "input", "dropdown", "checkboxes");

    /** Permissions beyond reading, and the only workflows that need them. */
    private static final Map<String, Set<String>> WRITES =
            Map.of("codeql.yml", Set.of("security-events"), "scorecard.yml", Set.of("security-events", "id-token"));

    /** The version is for people, and for the forge's updates. */
    private static final Pattern PINNED =
            Pattern.compile("(?:- )?uses: ([\\w-]+/[\\w-]+)(?:/[\\w-]+)?@([0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+)");

    static Stream<String> workflows() {
        return Repository.filesBelow(".github/workflows").stream();
    }

    @Test
    void workflows_areThere() {
        assertThat(workflows().map(path -> path.substring(path.lastIndexOf('/') + 1)))
                .contains("build.yml", "floors.yml", "fuzz.yml", "release.yml", "codeql.yml", "scorecard.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflow_namesWhatThereIs_andMayLittle(String path) throws Exception {
        Map<String, Object> workflow = Yaml.file(path);
        assertThat(workflow).as(path).containsKeys("name", "on", "permissions", "jobs");
        assertThat(workflow.get("permissions")).as(path).isEqualTo(Map.of("contents", "read"));

        for (Object each : Yaml.map(path, workflow.get("jobs")).values()) {
            Map<String, Object> job = Yaml.map(path, each);
            assertThat(job).as(path).containsKeys("runs-on", "timeout-minutes", "steps");
            Yaml.map(path, job.getOrDefault("permissions", Map.of()))
                    .forEach((name, right) -> assertThat(
                                    right.equals("read") || writes(path).contains(name))
                            .as("%s lets a job %s %s", path, right, name)
                            .isTrue());
            for (Object step : Yaml.list(path, job.get("steps"))) {
                assertStep(path, Yaml.map(path, step));
            }
        }
    }

    private static Set<String> writes(String path) {
        return WRITES.getOrDefault(path.substring(path.lastIndexOf('/') + 1), Set.of());
    }

    private static void assertStep(String path, Map<String, Object> step) throws Exception {
        assertThat(step.containsKey("uses") ^ step.containsKey("run"))
                .as("%s: the step %s either uses an action or runs a command", path, step)
                .isTrue();
        if (!step.containsKey("uses")) {
            String command = String.valueOf(step.get("run"));
            assertThat(command)
                    .as("%s: texts from outside get into a command by its environment only", path)
                    .doesNotContain("${{");
            CommandLines.assertResolve(path, command);
        }
    }

    /** A tag can be moved to another commit; and one repository's actions are all taken from one commit. */
    @Test
    void actions_arePinnedToCommits_withTheirVersions() {
        Map<String, String> commits = new TreeMap<>();
        Stream.concat(workflows(), Stream.of("examples/pull-request-plan/.github/workflows/access.yml"))
                .flatMap(path -> Repository.text(path).lines())
                .filter(line -> line.matches("\\s*(- )?uses:.*"))
                .forEach(line -> {
                    Matcher pinned = PINNED.matcher(line.strip());
                    assertThat(pinned.matches()).as(line).isTrue();
                    assertThat(commits.put(pinned.group(1), pinned.group(2)))
                            .as(line)
                            .isIn(null, pinned.group(2));
                });
        assertThat(commits).containsKeys("actions/checkout", "github/codeql-action");
    }

    /** A job with secrets waits for somebody's approval, and runs nothing that was fetched to build with. */
    @ParameterizedTest
    @MethodSource("workflows")
    void secrets_areWhereNoBuildRuns(String path) {
        for (Object each : Yaml.map(path, Yaml.file(path).get("jobs")).values()) {
            Map<String, Object> job = Yaml.map(path, each);
            if (!job.toString().contains("secrets.")) {
                continue;
            }
            assertThat(job).as(path).containsEntry("environment", "release");
            for (Object one : Yaml.list(path, job.get("steps"))) {
                Map<String, Object> step = Yaml.map(path, one);
                String command = String.valueOf(step.getOrDefault("run", ""));
                assertThat(command).as(path).doesNotContainPattern("mvn|java|\\.ci/(?!release-(sign|upload)\\b)");
                assertThat(String.valueOf(step.get("with"))).as(path).doesNotContain("secrets.");
            }
        }
    }

    /** What a script runs while it is near the key, beyond tools of the system. */
    @ParameterizedTest
    @ValueSource(strings = {".ci/release-sign", ".ci/release-upload"})
    void scripts_withSecrets_runNoMaven(String script) {
        assertThat(Repository.text(script)).doesNotContainPattern("(?m)^[^#]*(\\bmvn\\b|release-stage)");
    }

    /** Whoever may start a workflow on a branch could fill a cache that a release would take. */
    @Test
    void release_takesNothingFromACache_andRunsForTags() {
        String path = ".github/workflows/release.yml";
        assertThat(Repository.text(path)).doesNotContain("cache: ").doesNotContain("actions/cache");
        assertThat(Yaml.map(path, Yaml.file(path).get("on"))).containsOnlyKeys("workflow_dispatch");
        assertThat(Yaml.map(path, Yaml.map(path, Yaml.file(path).get("jobs")).get("build")))
                .containsEntry("if", "startsWith(github.ref, 'refs/tags/v')");
    }

    /** Two at once would upload the same version twice; one that is stopped may have uploaded half. */
    @Test
    void release_runsAloneAndToItsEnd_andSignsTheVersionOfItsTag() {
        String path = ".github/workflows/release.yml";
        assertThat(Yaml.file(path).get("concurrency"))
                .isEqualTo(Map.of("group", "release", "cancel-in-progress", false));
        assertThat(Repository.text(path)).contains("bash .ci/release-sign \"$GITHUB_REF_NAME\"\n");
    }

    /** It runs with the rights of the repository on the code of a fork. */
    @ParameterizedTest
    @MethodSource("workflows")
    void workflow_trustsNoPullRequest(String path) {
        assertThat(Repository.text(path)).doesNotContain("pull_request_target").doesNotContain("workflow_run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "wish"})
    void issueForm_asksForSomething(String name) {
        String path = FORMS + "/" + name + ".yml";
        Map<String, Object> form = Yaml.file(path);
        assertThat(form).as(path).containsKeys("name", "description", "body");

        Set<Object> ids = new HashSet<>();
        boolean required = false;
        for (Object each : Yaml.list(path, form.get("body"))) {
            Map<String, Object> element = Yaml.map(path, each);
            Map<String, Object> attributes = Yaml.map(path, element.get("attributes"));
            assertThat(FORM_ELEMENTS).as(path).contains(String.valueOf(element.get("type")));
            if ("markdown".equals(element.get("type"))) {
                assertThat(attributes).as(path).containsKey("value");
            } else {
                assertThat(attributes).as(path).containsKey("label");
                assertThat(ids.add(element.get("id")))
                        .as("%s has %s once", path, element.get("id"))
                        .isTrue();
                required |= Map.of("required", true).equals(element.get("validations"));
            }
        }
        assertThat(required).as("%s requires something", path).isTrue();
    }

    @Test
    void forms_areReadAbove_withTheirChooser() {
        assertThat(Repository.filesBelow(FORMS))
                .containsExactly(FORMS + "/bug.yml", FORMS + "/config.yml", FORMS + "/wish.yml");
        assertThat(Yaml.file(FORMS + "/config.yml")).containsKeys("blank_issues_enabled", "contact_links");
    }

    @Test
    void dependencyUpdates_areMade_andRaiseNoFloor() {
        String path = ".github/dependabot.yml";
        Map<String, Object> file = Yaml.file(path);
        assertThat(file).containsEntry("version", 2);
        List<Map<String, Object>> updates = Yaml.list(path, file.get("updates")).stream()
                .map(each -> Yaml.map(path, each))
                .toList();

        assertThat(updates)
                .as("ecosystems and folders: not foreign/, whose rows hold the versions that users have")
                .extracting(each -> each.get("package-ecosystem") + " " + each.get("directory"))
                .containsExactly("maven /", "github-actions /");
        assertThat(Yaml.map(path, Yaml.map(path, updates.get(0).get("groups")).get("aws-sdk")))
                .containsEntry("patterns", List.of("software.amazon.awssdk:*"));
    }

    @Test
    void owners_ownWhatThereIs() {
        List<String> lines = Repository.text(".github/CODEOWNERS")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();

        assertThat(lines).first().asString().startsWith("* ");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).matches("\\S+( +@[\\w-]+/[\\w-]+)+");
            String owned = line.split(" ", 2)[0];
            if (!owned.equals("*")) {
                assertThat(Repository.has(owned.substring(1).replace("access-entries-*", "access-entries-api")))
                        .as("%s is there", owned)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".github/PULL_REQUEST_TEMPLATE.md", "CONTRIBUTING.md", "docs/releasing.md", "VERSIONING.md"})
    void pages_nameCommandsThatThereAre(String page) throws Exception {
        CommandLines.assertResolve(page, Repository.text(page));
    }
}
