package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.repository.ScriptFolder.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a release is built by leaves nothing behind that a later step could take for its outcome, and sees no secret. */
@Tag("slow")
class ReleaseBuildTest {

    private static final String GIT = """
            case $1 in
              rev-parse) echo 0123456 ;;
              archive) tar -c pom.xml .ci/set-version; exit STATUS ;;
            esac
            """;

    @TempDir
    private Path temporary;

    private ScriptFolder folder;

    @BeforeEach
    void makeAProject() throws IOException {
        ScriptFolder.assumeOnPath("bash", "tar", "sed", "diff", "cmp", "sha256sum");
        folder = new ScriptFolder(temporary);
        folder.write("pom.xml", "<project>\n  <version>1.2.3</version>\n</project>\n");
        folder.write(".ci/target/release/stale.pom", "stale");
        folder.write(".ci/target/bundle.zip", "stale");
        folder.program("git", GIT.replace("STATUS", "0"));
        folder.program("mvn", """
                for argument; do
                  [[ $argument != -DaltDeploymentRepository=* ]] || staged=${argument#*file:}
                done
                mkdir -p "$staged/io"
                echo made >"$staged/io/made.pom"
                """);
    }

    @Test
    void equalBuilds_areLeft_withTheirSums() throws Exception {
        Outcome outcome = reproducible();
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("9ccbd3f1b19a1cdfd8d7c6ae48e9e822e2345f5be1a6187b19e41486c6941004  io/made.pom");
        assertThat(folder.has(".ci/target/release/io/made.pom")).isTrue();
        assertThat(folder.has(".ci/target/release/stale.pom")).isFalse();
    }

    /** What it wrote until then may be enough to build something. */
    @Test
    void archiveThatFails_isAFailure() throws Exception {
        folder.program("git", GIT.replace("STATUS", "1"));
        assertFailed(reproducible(), "the build in");
    }

    @Test
    void buildThatFails_isAFailure() throws Exception {
        folder.program("mvn", "exit 1");
        assertFailed(reproducible(), "the build in");
    }

    @Test
    void buildsOfNothing_areAFailure() throws Exception {
        folder.program("mvn", """
                for argument; do
                  [[ $argument != -DaltDeploymentRepository=* ]] || mkdir -p "${argument#*file:}"
                done
                """);
        assertFailed(reproducible(), "make no files");
    }

    /** Its key is thrown away, so nothing that it signed may stand where an upload looks. */
    @Test
    void dryRun_leavesNothingToUpload() throws Exception {
        folder.write(".ci/release-sign", "echo signing \"$@\"; echo bundle >\"$2/bundle.zip\"");
        folder.program("gpg", "");
        folder.program("gpgconf", "");
        Outcome outcome = folder.run(Map.of(), "release-dry-run");
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("signing 1.2.3 .ci/target/dry-run");
        assertThat(folder.has(".ci/target/dry-run/release/io/made.pom")).isTrue();
        assertThat(folder.text(".ci/target/bundle.zip")).isEqualTo("stale");
        assertThat(folder.has(".ci/target/release/io")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "reproducible, CENTRAL_PASSWORD",
        "reproducible, GPG_PASSPHRASE",
        "release-dry-run, CENTRAL_USERNAME",
        "compatible, GPG_PRIVATE_KEY",
        "run, CENTRAL_PASSWORD"
    })
    void scripts_thatRunMaven_refuseSecrets(String script, String secret) throws Exception {
        folder.program("mvn", "touch ran");
        Outcome outcome = folder.run(Map.of(secret, "hidden"), script);
        assertThat(outcome.status()).as(outcome.output()).isEqualTo(2);
        assertThat(outcome.output())
                .contains(script + ": " + secret + " is set")
                .doesNotContain("hidden");
        assertThat(folder.has("ran")).isFalse();
    }

    /** All there are, also those that somebody adds. */
    @Test
    void everyScript_thatRunsMaven_isWithoutSecrets() {
        assertThat(Repository.filesBelow(".ci").stream()
                        .filter(path -> path.matches("\\.ci/[\\w-]+") && !path.equals(".ci/release-stage"))
                        .filter(path -> Repository.text(path).matches("(?s).*\\n[^#\\n]*(\\bmvn -|release-stage).*")))
                .contains(".ci/run", ".ci/reproducible")
                .allMatch(path -> Repository.text(path).contains("\n. .ci/without-secrets\n"));
    }

    /** One that fails must not be followed by an upload. */
    @ParameterizedTest
    @ValueSource(strings = {"release-sign v", "read -rp"})
    void pageOfReleases_chainsWhatLeadsToTheUpload(String command) {
        assertThat(Repository.text("docs/releasing.md").lines().filter(line -> line.contains(command)))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" &&"));
    }

    private Outcome reproducible() throws Exception {
        return folder.run(Map.of(), "reproducible");
    }

    private void assertFailed(Outcome outcome, String why) {
        assertThat(outcome.status()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains(why);
        assertThat(folder.has(".ci/target/release")).isFalse();
        assertThat(folder.has(".ci/target/bundle.zip")).isFalse();
    }
}
