package io.github.accessentries.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessEntriesException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/** Credentials that are as long in coming as whatever gives them likes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedCredentialsTest {

    /** So no test waits: what never comes has not come by then either. */
    private static final Duration AT_ONCE = Duration.ZERO;

    private static final Duration LONG = Duration.ofMinutes(10);

    private final BlockingQueue<Thread> waiting = new ArrayBlockingQueue<>(10);

    /** As a process does that waits for somebody who types. */
    private final AwsCredentialsProvider hanging = () -> {
        waiting.add(Thread.currentThread());
        new Semaphore(0).acquireUninterruptibly();
        throw new AssertionError("nobody releases it");
    };

    private static ProfileFile files(String text) {
        return ProfileFile.builder()
                .type(ProfileFile.Type.CONFIGURATION)
                .content(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static Supplier<ProfileFile> slow() {
        ProfileFile files = files("[profile slow]\ncredential_process = cat\n");
        return () -> files;
    }

    private AwsCredentialsProvider chosen(@Nullable String named, Map<String, String> environment) {
        return new ChosenCredentials(environment, slow(), () -> hanging, AT_ONCE).of(named);
    }

    @Test
    void profileWhoseProcessHangs_isNamed_withTheTimeAndTheRemedy() {
        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> chosen("slow", Map.of()))
                .withMessage("The credentials of the profile slow did not come within 0 seconds; see what they wait for"
                        + " with aws sts get-caller-identity --profile slow, or allow more time with --timeout");
        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> chosen(null, Map.of("AWS_PROFILE", "slow")))
                .withMessageStartingWith("The credentials of the profile slow did not come within ");
        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> chosen(null, Map.of()))
                .withMessageStartingWith("AWS credentials did not come within ");
    }

    @Test
    void threadThatWaits_doesNotKeepTheProcessFromEnding() throws InterruptedException {
        assertThatExceptionOfType(AccessEntriesException.class).isThrownBy(() -> chosen(null, Map.of()));

        assertThat(waiting.take().isDaemon()).isTrue();
    }

    @Test
    void interrupt_endsTheWait_andIsKept() {
        AwsCredentialsProvider bounded = new BoundedCredentials(hanging, LONG, () -> Optional.of("slow"));

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(AbortedException.class)
                .isThrownBy(bounded::resolveCredentials)
                .withMessageContaining("The credentials of the profile slow were waited for when an interrupt came");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void interruptOfTheFirstLook_isToldAsItself() {
        ChosenCredentials chosen = new ChosenCredentials(Map.of(), slow(), () -> hanging, LONG);

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(AbortedException.class).isThrownBy(() -> chosen.of(null));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatComesInTime_andWhatFails_isPassedOn() {
        AwsBasicCredentials keys = AwsBasicCredentials.create("AKIAKEYS", "secret");
        SdkClientException none = SdkClientException.create("none");

        assertThat(new BoundedCredentials(() -> keys, LONG, Optional::empty).resolveCredentials())
                .isSameAs(keys);
        assertThatExceptionOfType(SdkClientException.class)
                .isThrownBy(new BoundedCredentials(
                        () -> {
                            throw none;
                        },
                        LONG,
                        Optional::empty)::resolveCredentials)
                .isSameAs(none);
    }
}
