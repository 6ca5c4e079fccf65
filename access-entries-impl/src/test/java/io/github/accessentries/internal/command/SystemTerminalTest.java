package io.github.accessentries.internal.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemTerminalTest {

    private static Terminal terminal(InputStream keyboard) {
        return new SystemTerminal(new StandardInput(keyboard));
    }

    private static boolean answer(String typed) {
        return terminal(new ByteArrayInputStream(typed.getBytes(UTF_8))).confirms("Apply?");
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "' Y ', true", "no, false", "yes please, false", "'', false"})
    void onlyYes_isConsent(String typed, boolean consents) {
        assertThat(answer(typed + "\n")).isEqualTo(consents);
        assertThat(answer(typed)).as("at the end of the input").isEqualTo(consents);
    }

    @Test
    void brokenInput_isToldWithItsReason() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> terminal(broken).confirms("Apply?"))
                .withMessageContaining("--yes")
                .havingRootCause()
                .withMessage("gone");
    }

    /** As the keyboard, which no interrupt frees from waiting. */
    @Test
    void ctrlC_endsAnOpenQuestion_thoughNobodyTypes() {
        Cancellation cancellation = Cancellation.ofThisThread();
        CompletableFuture<Integer> typed = new CompletableFuture<>();
        InputStream silent = new InputStream() {
            @Override
            public int read() {
                new Thread(cancellation::request).start();
                return typed.completeOnTimeout(-1, 20, TimeUnit.SECONDS).join();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read(); // it only ends
            }
        };
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> terminal(silent).confirms("Apply?"))
                    .withMessageContaining("nothing more came");
            assertThat(cancellation.left()).endsWith("before anything was changed");
        } finally {
            boolean unused = Thread.interrupted();
            typed.complete(-1);
        }
    }
}
