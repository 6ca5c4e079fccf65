package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ready-made clients, in a JVM of their own on a machine that is set up to mislead them. */
@Tag("slow")
class HermeticClientsTest {

    /** What runs in the other JVM. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            try (FakeEks fake = FakeEks.create()) {
                fake.createCluster("prod");
                System.out.println(fake.eksClient().listClusters().clusters() + " and "
                        + fake.eksAsyncClient().listClusters().join().clusters() + " seen by "
                        + fake.stsClient().getCallerIdentity().arn());
            }
        }
    }

    @Test
    void clients_onAMisleadingMachine_reachTheFakeAsItsUser(@TempDir Path directory) throws Exception {
        // The SDK parses the file in any case, so it has to be well-formed; what stands in it must not count.
        Path profiles = Files.writeString(directory.resolve("profiles"), """
                [default]
                region = mars-1
                aws_access_key_id = AKIANOBODY
                aws_secret_access_key = wrong
                role_arn = arn:aws:iam::999999999999:role/other
                max_attempts = nonsense
                retry_mode = nonsense
                use_fips_endpoint = true
                use_dualstack_endpoint = true
                defaults_mode = nonsense
                request_min_compression_size_bytes = nonsense
                endpoint_url = http://127.0.0.1:1
                """);
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("HOME", directory.toString()),
                        Map.entry("AWS_CONFIG_FILE", profiles.toString()),
                        Map.entry("AWS_SHARED_CREDENTIALS_FILE", profiles.toString()),
                        Map.entry("AWS_PROFILE", "missing"),
                        Map.entry("AWS_ACCESS_KEY_ID", "AKIANOBODY"),
                        Map.entry("AWS_SECRET_ACCESS_KEY", "wrong"),
                        Map.entry("AWS_SESSION_TOKEN", "wrong"),
                        Map.entry("AWS_REGION", "mars-1"),
                        Map.entry("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
                        Map.entry("AWS_ENDPOINT_URL_EKS", "no address"),
                        Map.entry("AWS_ENDPOINT_URL_STS", "no address"),
                        Map.entry("AWS_USE_FIPS_ENDPOINT", "true"),
                        Map.entry("AWS_USE_DUALSTACK_ENDPOINT", "true"),
                        Map.entry("AWS_DEFAULTS_MODE", "nonsense"),
                        Map.entry("AWS_RETRY_MODE", "nonsense"),
                        Map.entry("AWS_MAX_ATTEMPTS", "nonsense"),
                        Map.entry("AWS_AUTH_SCHEME_PREFERENCE", "sigv4a"),
                        Map.entry("AWS_SIGV4A_SIGNING_REGION_SET", "*"),
                        Map.entry("AWS_DISABLE_REQUEST_COMPRESSION", "nonsense"),
                        Map.entry("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "nonsense"),
                        Map.entry("AWS_STS_REGIONAL_ENDPOINTS", "nonsense"),
                        Map.entry("AWS_ACCOUNT_ID_ENDPOINT_MODE", "nonsense")));

        Process process = builder.start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the JVM ended").isTrue();
        assertThat(Files.readString(out, UTF_8))
                .isEqualToNormalizingNewlines("[prod] and [prod] seen by arn:aws:iam::111122223333:user/test\n");
    }
}
