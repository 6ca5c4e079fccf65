package io.github.accessentries.internal.client;

import static java.util.Objects.requireNonNullElse;

import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Credentials behind which a person waits, as {@link BoundedCalls} are calls. A process or a service that gives them may hang, and
 * no interrupt ends the read of what a process writes, so a thread of its own waits for that, and does not keep the JVM from ending.
 * Thread-safe if what gives the credentials is.
 */
final class BoundedCredentials implements AwsCredentialsProvider {

    private final AwsCredentialsProvider provider;
    private final Duration longest;
    private final Supplier<Optional<String>> profile;

    /**
     * Bounds what gives credentials.
     *
     * @param profile the name of the profile that they are of, as far as is known, for messages
     */
    BoundedCredentials(AwsCredentialsProvider provider, Duration longest, Supplier<Optional<String>> profile) {
        this.provider = provider;
        this.longest = longest;
        this.profile = profile;
    }

    /**
     * Gives them. Blocks until they are there, for the longest time at most.
     *
     * @throws NoCredentialsException if they do not come within it, or if a process should give them and does not
     * @throws AbortedException if the thread is interrupted
     */
    @Override
    public AwsCredentials resolveCredentials() {
        FutureTask<AwsCredentials> task = new FutureTask<>(provider::resolveCredentials);
        Thread waiting = new Thread(task, "access-entries-credentials");
        waiting.setDaemon(true);
        waiting.start();
        try {
            return task.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new NoCredentialsException(whose() + " did not come within "
                    + Counted.of(longest.toSeconds(), "second")
                    + "; see what they wait for with aws sts get-caller-identity"
                    + named().map(name -> " --profile " + name).orElse("") + ", or allow more time with --timeout");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create(whose() + " were waited for when an interrupt came", e);
        } catch (ExecutionException e) {
            throw thrown(requireNonNullElse(e.getCause(), e));
        }
    }

    private Optional<String> named() {
        return profile.get().map(PlainText::name);
    }

    private String whose() {
        return named().map(name -> "The credentials of the profile " + name).orElse("AWS credentials");
    }

    /** What a process wrote is in none of it, so nobody can show it. */
    private RuntimeException thrown(Throwable failure) {
        Optional<String> process = CredentialProcess.failure(failure);
        if (process.isPresent()) {
            return new NoCredentialsException("The credential_process behind "
                    + named().map(name -> "the profile " + name).orElse("the AWS credentials") + " " + process.get()
                    + "; run it by itself to see why, since nothing that it writes is shown here");
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
