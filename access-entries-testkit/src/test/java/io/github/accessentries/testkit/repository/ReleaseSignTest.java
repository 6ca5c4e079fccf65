package io.github.accessentries.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.repository.ScriptFolder.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed is what a release consists of, all of it and nothing else. */
@Tag("slow")
class ReleaseSignTest {

    private static final String KEY = "0123456789ABCDEF0123456789ABCDEF01234567";
    private static final String RELEASE = ".ci/target/release/";
    private static final String BUNDLE = ".ci/target/bundle.zip";
    private static final String API =
            RELEASE + "io/github/accessentries/access-entries-api/1.2.3/access-entries-api-1.2.3";

    @TempDir
    private Path temporary;

    private ScriptFolder folder;
    private List<String> files = List.of();

    @BeforeEach
    void makeARelease() throws IOException {
        ScriptFolder.assumeOnPath("bash", "unzip", "jar", "sed", "diff", "md5sum", "sha256sum");
        folder = new ScriptFolder(temporary);
        folder.program("gpg", """
                for last; do :; done
                case " $* " in
                  *" --verify "*) echo "[GNUPG:] VALIDSIG FEDCBA 2026-01-01 1 0 4 0 1 10 00 KEY" ;;
                  *) echo signature >"$last.asc" ;;
                esac
                """.replace("KEY", KEY));
        files = Repository.text(".ci/release-files")
                .replace("VERSION", "1.2.3")
                .lines()
                .toList();
        for (String file : files) {
            if (file.endsWith(".jar")) {
                jar(RELEASE + file, file.endsWith("-javadoc.jar") ? "index.html" : "META-INF/LICENSE");
            } else {
                folder.write(RELEASE + file, file.endsWith(".pom") ? pom("1.2.3") : "{}");
            }
        }
        folder.write(BUNDLE, "of an earlier release");
    }

    private static String pom(String version) {
        return """
                <project>
                  <version>VERSION</version>
                  <name/><description/><url/><licenses/><developers/><scm/><issueManagement/>
                  <dependencies>
                    <dependency>
                      <version>1.2.3</version>
                    </dependency>
                  </dependencies>
                </project>
                """.replace("VERSION", version);
    }

    private void jar(String file, String entry) throws IOException {
        Files.createDirectories(folder.path(file).getParent());
        try (OutputStream output = Files.newOutputStream(folder.path(file));
                ZipOutputStream zip = new ZipOutputStream(output)) {
            zip.putNextEntry(new ZipEntry(entry));
        }
    }

    @Test
    void release_isPackedWholly_andTheKeyTold() throws Exception {
        Outcome outcome = sign("v1.2.3");
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("68 files of 1.2.3").contains("signed by " + KEY);
        try (ZipFile bundle = new ZipFile(folder.path(BUNDLE).toFile())) {
            assertThat(bundle.stream().map(ZipEntry::getName))
                    .hasSize(68)
                    .containsAll(files)
                    .allMatch(name -> files.contains(name.replaceAll("\\.(asc|md5|sha1)$", "")));
        }
    }

    @Test
    void fileInAnotherFolder_isRefused() throws Exception {
        Files.createDirectories(folder.path(RELEASE + "io/elsewhere"));
        Files.move(folder.path(API + ".jar"), folder.path(RELEASE + "io/elsewhere/access-entries-api-1.2.3.jar"));
        assertRefused(sign("1.2.3"), "io/elsewhere/access-entries-api-1.2.3.jar");
    }

    @Test
    void link_isRefused() throws Exception {
        Files.move(folder.path(API + ".jar"), folder.path("elsewhere.jar"));
        Files.createSymbolicLink(folder.path(API + ".jar"), folder.path("elsewhere.jar"));
        assertRefused(sign("1.2.3"), "neither a file nor a folder");
    }

    @Test
    void linkBesideTheFiles_isRefused() throws Exception {
        Files.createSymbolicLink(folder.path(RELEASE + "io/more"), folder.path(".ci"));
        assertRefused(sign("1.2.3"), "neither a file nor a folder");
    }

    @Test
    void pomOfAnotherVersion_isRefused() throws Exception {
        folder.write(API + ".pom", pom("1.2.4"));
        assertRefused(sign("1.2.3"), "is not of the version 1.2.3");
    }

    @Test
    void anotherVersionThanAskedFor_isRefused() throws Exception {
        assertRefused(sign("1.2.4"), "files of 1.2.4 are missing");
    }

    @Test
    void snapshot_isRefused() throws Exception {
        assertRefused(sign("1.2.3-SNAPSHOT"), "no version of a release");
    }

    @Test
    void anotherKeyThanExpected_isRefused() throws Exception {
        assertRefused(
                folder.run(Map.of("GPG_PASSPHRASE", "", "GPG_FINGERPRINT", "AB CD"), "release-sign", "1.2.3"),
                "not by ABCD");
    }

    @Test
    void packingThatLosesAFile_isSeen() throws Exception {
        folder.program("jar", """
                PATH=${PATH#*:}
                jar "${@:1:$#-1}"
                """);
        assertRefused(sign("1.2.3"), "in what was packed");
    }

    private Outcome sign(String version) throws Exception {
        return folder.run(Map.of("GPG_PASSPHRASE", ""), "release-sign", version);
    }

    /** Nothing that could be uploaded is there, also nothing from before. */
    private void assertRefused(Outcome outcome, String why) {
        assertThat(outcome.status()).as(outcome.output()).isNotZero();
        assertThat(outcome.output()).contains(why);
        assertThat(folder.has(BUNDLE)).isFalse();
    }
}
