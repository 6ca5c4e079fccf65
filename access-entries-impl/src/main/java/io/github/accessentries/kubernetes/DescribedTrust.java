package io.github.accessentries.kubernetes;

import io.github.accessentries.internal.text.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Keeps what is trusted at a cluster as EKS describes it: asked again when the last answer is an hour old, and when a server was not
 * trusted. A description that cannot be had, or that is of another cluster, changes nothing.
 *
 * <p>What is an hour old is asked again in the background, while requests go on with what is trusted: a slow EKS is no trouble of the
 * cluster's. Only those that have just failed by it wait for the answer.
 */
final class DescribedTrust implements RenewedTrust {

    private static final Logger LOG = LoggerFactory.getLogger(DescribedTrust.class);

    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    /** However many requests fail, EKS is asked no more often than this. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ClusterEndpoint cluster;
    private final Supplier<Cluster> description;
    private final ClusterTrust trust;
    private final Runnable forget;
    private final Clock clock;
    private final Executor background;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();

    /** Read without the lock, written with it. */
    private volatile Reading last;

    private @Nullable Instant askedAfterFailure;

    /**
     * Begins with what is trusted already.
     *
     * @param cluster the cluster, as it was described just now
     * @param description asks EKS
     * @param trust what follows the descriptions
     * @param forget ends what the authorities of before have vouched for
     * @param clock tells how old the description is
     * @param background asks when it is an hour old
     */
    DescribedTrust(
            ClusterEndpoint cluster,
            Supplier<Cluster> description,
            ClusterTrust trust,
            Runnable forget,
            Clock clock,
            Executor background) {
        this.cluster = cluster;
        this.description = description;
        this.trust = trust;
        this.forget = forget;
        this.clock = clock;
        this.background = background;
        Instant now = clock.instant();
        this.last = new Reading(cluster.certificateAuthority(), now, now.plus(MAX_AGE), "");
    }

    /** What came of asking, as an object of its own each time. */
    private static final class Reading {
        private final String authority;
        private final Instant since;
        private final Instant dueAt;
        private final String complaint;

        Reading(String authority, Instant since, Instant dueAt, String complaint) {
            this.authority = authority;
            this.since = since;
            this.dueAt = dueAt;
            this.complaint = complaint;
        }

        /** Also if the clock was put back, by which nobody can tell any more how old it is. */
        boolean isDue(Instant now) {
            return now.isBefore(since) || !now.isBefore(dueAt);
        }
    }

    @Override
    public Object current() {
        if (last.isDue(clock.instant()) && renewing.compareAndSet(false, true)) {
            boolean begun = false;
            try {
                background.execute(this::renew);
                begun = true;
            } finally {
                if (!begun) {
                    renewing.set(false);
                }
            }
        }
        return last;
    }

    private void renew() {
        lock.lock();
        try {
            if (last.isDue(clock.instant())) {
                last = read(last);
            }
        } catch (InterruptedException e) {
            // The next request has it asked again.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
            renewing.set(false);
        }
    }

    @Override
    public boolean isRenewedSince(Object seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant now = clock.instant();
            // Those that failed together with another, which has asked meanwhile, share its answer.
            if (last.equals(seen) && mayAskAfterFailure(now)) {
                last = read(last);
                askedAfterFailure = now;
            }
            return !(seen instanceof Reading before && before.authority.equals(last.authority));
        } finally {
            lock.unlock();
        }
    }

    private boolean mayAskAfterFailure(Instant now) {
        Instant before = askedAfterFailure;
        return before == null || now.isBefore(before) || !now.isBefore(before.plus(PAUSE));
    }

    @Override
    public String complaint() {
        return last.complaint.isEmpty()
                ? "EKS was asked again a moment ago; try later, or see whether the certificate is of the cluster at all"
                : last.complaint;
    }

    /** @throws InterruptedException if the thread is interrupted, which says nothing of EKS, so that others may ask at once */
    private Reading read(Reading before) throws InterruptedException {
        Instant now = clock.instant();
        try {
            ClusterEndpoint found = ClusterEndpoint.of(description.get());
            String difference = cluster.differenceTo(found).orElse("");
            if (!difference.isEmpty()) {
                return refused(
                        before,
                        now,
                        "the cluster of this name is another one now, since " + difference
                                + "; make a new client, if that is the one that is meant");
            }
            if (!found.certificateAuthority().equals(before.authority)) {
                trust.replace(found.certificateAuthorityPem());
                forget.run();
                LOG.info(
                        "Cluster {} has other certificate authorities now, which are trusted from here on",
                        cluster.arn());
            }
            return new Reading(
                    found.certificateAuthority(),
                    now,
                    now.plus(MAX_AGE),
                    "EKS still describes the authority that is trusted, so the certificate may be that of a proxy, or of"
                            + " somebody in between");
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                InterruptedException interrupted = new InterruptedException("Interrupted while EKS was asked");
                interrupted.initCause(e);
                throw interrupted;
            }
            return refused(
                    before,
                    now,
                    "EKS could not be asked whether it has another authority: "
                            + PlainText.of(String.valueOf(e.getMessage())));
        }
    }

    private Reading refused(Reading before, Instant now, String complaint) {
        LOG.warn("What is trusted at cluster {} stays as it is: {}", cluster.arn(), complaint);
        return new Reading(before.authority, now, now.plus(PAUSE_AFTER_FAILURE), complaint);
    }
}
