package io.github.accessentries.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.github.accessentries.testkit.FakeEks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/**
 * Prints what the fake itself costs until its first answer in a fresh JVM, in CPU time of the whole process: JVMs that make
 * a fake with a cluster and describe it, less JVMs that describe a cluster with the SDK's client on canned bytes. The two
 * kinds take turns, so that whatever else runs on the machine meets both alike.
 */
public final class FirstAnswer {

    private static final int ROUNDS = 20;
    private static final String FAKE = "fake";
    private static final String CANNED = "canned";
    private static final String CLUSTER = "prod";

    private static final String ANSWER = """
            {"cluster":{"name":"prod","arn":"arn:aws:eks:us-west-2:111122223333:cluster/prod","createdAt":1744688748.097,
            "version":"1.34","platformVersion":"eks.9","status":"ACTIVE","certificateAuthority":{"data":"LS0tLS1CRUdJTg=="},
            "endpoint":"https://0123456789ABCDEF0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com",
            "accessConfig":{"authenticationMode":"API"},"tags":{}}}
            """;

    private FirstAnswer() {}

    /**
     * Measures.
     *
     * @param args none; in the JVMs that are measured, what they do
     * @throws IOException if a JVM cannot be started
     * @throws InterruptedException if interrupted while a JVM runs
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            compare();
        } else {
            describe(args[0]);
            var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            System.out.println(process.getProcessCpuTime());
        }
    }

    private static void describe(String on) {
        if (on.equals(FAKE)) {
            try (FakeEks fake = FakeEks.create()) {
                fake.createCluster(CLUSTER);
                describe(fake.eksClient());
            }
        } else {
            try (EksClient client = onCannedBytes()) {
                describe(client);
            }
        }
    }

    private static EksClient onCannedBytes() {
        return EksClient.builder()
                .httpClient(new CannedHttpClient(ANSWER))
                .region(Region.US_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private static void describe(EksClient client) {
        String status = client.describeCluster(r -> r.name(CLUSTER)).cluster().statusAsString();
        if (!status.equals("ACTIVE")) {
            throw new IllegalStateException("The cluster is " + status + "; nothing was measured");
        }
    }

    private static void compare() throws IOException, InterruptedException {
        double[] fake = new double[ROUNDS];
        double[] canned = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            canned[round] = millis(CANNED);
            fake[round] = millis(FAKE);
        }
        System.out.printf(
                Locale.ROOT,
                "CPU until the first answer, median of %d JVMs: %.0f ms on the fake, %.0f ms on canned bytes;"
                        + " the fake's own share: %.0f ms%n",
                ROUNDS,
                median(fake),
                median(canned),
                median(fake) - median(canned));
    }

    private static double millis(String what) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstAnswer.class.getName(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String nanos = new String(jvm.getInputStream().readAllBytes(), UTF_8).strip();
        if (jvm.waitFor() != 0) {
            throw new IllegalStateException("The JVM for " + what + " failed");
        }
        return Long.parseLong(nanos) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
