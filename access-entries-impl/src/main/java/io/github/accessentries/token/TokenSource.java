package io.github.accessentries.token;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A source of always fresh tokens for one cluster: keeps the last token and mints another three minutes before it
 * expires, or in the last quarter of a shorter lifetime.
 *
 * <p>However many threads ask, only one mints. Before the token expires, the others get the old token meanwhile;
 * without a valid token they wait and share the outcome, a token or an exception; if the one that mints is interrupted, another of
 * them does. A refresh that fails is logged in one
 * WARN line: the old token is returned for as long as it is valid, and the next attempt is ten seconds later.
 *
 * <p>Created by {@link EksTokens#source(String)}. Thread-safe; has no threads of its own, so there is nothing to close.
 */
public final class TokenSource {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSource.class);

    private static final Duration AHEAD = Duration.ofMinutes(3);
    private static final int SHARE_OF_SHORT_LIVES = 4;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

    private final String clusterName;
    private final Supplier<EksToken> minter;
    private final Clock clock;
    private final Executor executor;
    private final Logger log;

    /** Read without the lock, written with it. */
    private volatile @Nullable Held held;

    private @Nullable FutureTask<EksToken> underWay;

    TokenSource(String clusterName, Supplier<EksToken> minter, Clock clock, Executor executor) {
        this(clusterName, minter, clock, executor, LOG);
    }

    TokenSource(String clusterName, Supplier<EksToken> minter, Clock clock, Executor executor, Logger log) {
        this.clusterName = clusterName;
        this.minter = minter;
        this.clock = clock;
        this.executor = executor;
        this.log = log;
    }

    /** A token, since when it is held, and when to replace it. */
    private record Held(EksToken token, Instant since, Instant dueAt) {

        static Held since(Instant now, EksToken token) {
            Duration left = Duration.between(now, token.expiresAt());
            Duration ahead = left.dividedBy(SHARE_OF_SHORT_LIVES);
            return new Held(token, now, token.expiresAt().minus(ahead.compareTo(AHEAD) < 0 ? ahead : AHEAD));
        }

        boolean isGood(Instant now) {
            return now.isBefore(token.expiresAt());
        }

        /** Also if the clock was put back, by which nobody can tell any more when it expires. */
        boolean isDue(Instant now) {
            return now.isBefore(since) || !now.isBefore(dueAt);
        }
    }

    /**
     * The cluster that the tokens are for.
     *
     * @return its name; for a local cluster on Outposts its id
     */
    public String clusterName() {
        return clusterName;
    }

    /**
     * A token that is valid now. Calls the credentials provider only if there is none or it is about to expire.
     *
     * @return the token
     * @throws UnavailableException if the thread is interrupted, which it stays
     * @throws AccessEntriesException if there is no valid token and none can be minted
     */
    public EksToken token() {
        Held last = held;
        Instant now = clock.instant();
        if (last == null || !last.isGood(now)) {
            return mintOrAwait();
        }
        return last.isDue(now) ? refresh(last) : last.token();
    }

    /**
     * Discards a token before it expires, because a cluster refused it. Does nothing if it has been replaced already,
     * so that many callers with the same refused token cause only one new one.
     *
     * @param refused the token
     */
    public synchronized void forget(EksToken refused) {
        requireNonNull(refused, "refused");
        Held last = held;
        if (last != null && last.token().equals(refused)) {
            held = null;
        }
    }

    /** Tells those that wait that the thread which minted was interrupted, which is no affair of theirs. */
    private static final class InterruptedMinting extends Exception {
        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        InterruptedMinting(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    private EksToken mintOrAwait() {
        while (true) {
            FutureTask<EksToken> minting;
            synchronized (this) {
                Held last = held;
                if (last != null && last.isGood(clock.instant())) {
                    return last.token();
                }
                minting = underWay == null ? new FutureTask<>(this::mint) : underWay;
                underWay = minting;
            }
            // Does nothing if another thread is refreshing; refreshes here if the executor has not started yet.
            minting.run();
            try {
                return await(minting);
            } catch (InterruptedMinting e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e.failure;
                }
            }
        }
    }

    private EksToken refresh(Held old) {
        FutureTask<EksToken> minting = new FutureTask<>(this::mint);
        synchronized (this) {
            if (!old.equals(held) || underWay != null) {
                return old.token();
            }
            underWay = minting;
        }
        try {
            // No executor may cancel the minting for which others wait, as some do when they are shut down.
            executor.execute(() -> minting.run());
        } catch (RejectedExecutionException e) {
            minting.run();
        }
        Held last = held;
        return last == null ? old.token() : last.token();
    }

    private EksToken mint() throws InterruptedMinting {
        try {
            EksToken token = minter.get();
            hold(Held.since(clock.instant(), token));
            return token;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedMinting(e);
            }
            pause(e);
            throw e;
        } finally {
            synchronized (this) {
                underWay = null;
            }
        }
    }

    private synchronized void hold(Held next) {
        held = next;
    }

    private synchronized void pause(RuntimeException failure) {
        Held last = held;
        Instant now = clock.instant();
        if (last != null && last.isGood(now)) {
            held = new Held(last.token(), now, now.plus(PAUSE_AFTER_FAILURE));
            log.warn(
                    "The token for cluster {} could not be refreshed; the old one is used until {}: {}",
                    clusterName,
                    last.token().expiresAt(),
                    failure.toString());
        }
    }

    private EksToken await(FutureTask<EksToken> minting) throws InterruptedMinting {
        try {
            return minting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "Interrupted while waiting for a token for cluster " + clusterName,
                    ErrorContext.builder().cluster(clusterName).build(),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedMinting interrupted) {
                throw interrupted;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    /**
     * Shows only the cluster.
     *
     * @return a text without a token
     */
    @Override
    public String toString() {
        return "TokenSource[" + clusterName + "]";
    }
}
