package io.github.accessentries.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/** Processes that write secrets where they should not, and fail. */
class CredentialProcessTest {

    private static final String HIDDEN = "wJalrXUtnFEMI";

    private static ProfileFile files(String process) {
        String text = "[default]\ncredential_process = " + process + "\n";
        return ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** With all that a stack trace has. */
    private static String failure(String process, @Nullable String named) {
        ProfileFile files = files(process);
        ChosenCredentials chosen = new ChosenCredentials(
                Map.of(),
                () -> files,
                () -> ProfileCredentialsProvider.builder().profileFile(files).build(),
                Duration.ofMinutes(1));
        StringWriter trace = new StringWriter();
        catchThrowable(() -> chosen.of(named)).printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo HIDDEN >&2; exit 3 | ended with exit code 3",
                "echo HIDDEN; exit 3 | ended with exit code 3",
                "echo HIDDEN | gave none",
                "echo '{\"Version\": \"HIDDEN\"}' | gave none",
                "echo '{\"Version\": 1, \"HIDDEN\": [}' | gave none",
                "echo '{\"Version\": 1, \"AccessKeyId\": \"A\", \"SecretAccessKey\": \"B\", \"SessionToken\": \"C\","
                        + " \"Expiration\": \"HIDDEN\"}' | gave none"
            })
    void whatItWrites_isInNoMessageOfNoCause(String process, String told) {
        for (String profile : new String[] {"default", null}) {
            assertThat(failure(process.replace("HIDDEN", HIDDEN), profile))
                    .doesNotContain(HIDDEN)
                    .contains("The credential_process behind the profile default " + told + "; run it by itself");
        }
    }

    @Test
    void processThatIsOnlyACause_isFound_howeverOftenItIsPassedOn() {
        Throwable ofSdk = catchThrowable(() -> ProfileCredentialsProvider.builder()
                .profileFile(files("echo " + HIDDEN + " >&2; exit 4"))
                .build()
                .resolveCredentials());
        SdkClientException suppressing = SdkClientException.create("nothing found");
        suppressing.addSuppressed(new IllegalStateException("once more", ofSdk));
        ofSdk.addSuppressed(suppressing);

        assertThat(ofSdk).as("the SDK tells all").hasStackTraceContaining(HIDDEN);
        assertThat(CredentialProcess.failure(suppressing)).contains("ended with exit code 4");
        assertThat(CredentialProcess.failure(SdkClientException.create("none"))).isEmpty();
    }
}
