package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

/** What a fresh JVM must not wait for: classes and tables that the first answers have no use for. */
class FirstAnswerTest {

    private static final String ANSWERED = "The first answers are there.";
    private static final String CATALOGUE = "io.github.accessentries.policy.CatalogueReader ";

    /** Runs in a JVM of its own. */
    public static void main(String[] args) {
        try (FakeEks fake = FakeEks.create()) {
            fake.createCluster("prod");
            EksClient client = fake.eksClient();
            client.describeCluster(r -> r.name("prod"));
            System.out.println(ANSWERED);
            client.listAccessPolicies(r -> {});
        }
    }

    @Test
    void theFirstAnswerLoadsNeitherPoliciesNorTablesOfRegionsNorAGson() throws IOException, InterruptedException {
        String loaded = loadedClasses();
        int answered = loaded.indexOf(ANSWERED);
        assertThat(answered).as(loaded).isPositive();
        assertThat(loaded.substring(0, answered))
                .contains("io.github.accessentries.testkit.FakeEks ")
                .doesNotContain(CATALOGUE)
                .doesNotContain("software.amazon.awssdk.regions.servicemetadata.")
                .doesNotContain("software.amazon.awssdk.regions.regionmetadata.")
                .doesNotContain("com.google.gson.Gson ")
                .doesNotContain("java.lang.runtime.ObjectMethods ");
        assertThat(loaded.substring(answered)).contains(CATALOGUE);
    }

    private static String loadedClasses() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstAnswerTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String loaded = new String(jvm.getInputStream().readAllBytes(), UTF_8);
        assertThat(jvm.waitFor()).as(loaded).isZero();
        return loaded;
    }
}
