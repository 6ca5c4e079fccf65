package io.github.accessentries.token;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Verification;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A verification by one thread, whose outcome others wait for. */
final class SharedVerification {

    private final String clusterName;
    private final CompletableFuture<Optional<Verification>> outcome = new CompletableFuture<>();

    SharedVerification(String clusterName) {
        this.clusterName = clusterName;
    }

    void complete(Verification verification) {
        outcome.complete(Optional.of(verification));
    }

    void fail(RuntimeException failure) {
        outcome.completeExceptionally(failure);
    }

    /** Tells those who wait to look after it themselves, unless there is an outcome. */
    void abandon() {
        outcome.complete(Optional.empty());
    }

    /** The outcome; empty if it was abandoned. */
    Optional<Verification> await(long nanos) {
        try {
            return outcome.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unavailable("another thread did not come to an end with the same token in time; try again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the thread was interrupted");
        } catch (ExecutionException e) {
            // What fail(..) was given; it names the cluster and nothing of the token.
            throw (RuntimeException) e.getCause();
        }
    }

    private UnavailableException unavailable(String why) {
        return new UnavailableException(
                "A token for cluster " + clusterName + " was not verified: " + why,
                ErrorContext.builder().cluster(clusterName).build(),
                null);
    }
}
