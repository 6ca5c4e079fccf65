package io.github.accessentries.token;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Verification;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A verification by one thread, for whose outcome others wait. */
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

    /** Makes the waiting threads verify the token themselves, unless there is an outcome. */
    void abandon() {
        outcome.complete(Optional.empty());
    }

    /** The outcome; empty if it was abandoned. */
    Optional<Verification> await(long nanos) {
        try {
            return outcome.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unavailable("another thread did not finish verifying the same token in time; try again later");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("the thread was interrupted");
        } catch (ExecutionException e) {
            // The exception passed to fail(..); it names the cluster and contains nothing of the token.
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
