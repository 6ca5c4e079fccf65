package io.github.accessentries.kubernetes;

import io.github.accessentries.internal.text.PlainText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Keeps what is trusted at a cluster as EKS describes it: asked again when the last answer is an hour old, and when a server was not
 * trusted. A description that cannot be had, or that is of another cluster, changes nothing.
 *
 * <p>Whoever finds that it is time asks; meanwhile, others go on with what is trusted, unless they have just failed by it.
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
    private final ReentrantLock lock = new ReentrantLock();

    /** Read without the lock, written with it. */
    private volatile Reading last;

    private Instant nextAfterFailure = Instant.MIN;

    /**
     * Begins with what is trusted already.
     *
     * @param cluster the cluster, as it was described just now
     * @param description asks EKS
     * @param trust what follows the descriptions
     * @param forget ends what the authorities of before have vouched for
     * @param clock tells how old the description is
     */
    DescribedTrust(
            ClusterEndpoint cluster, Supplier<Cluster> description, ClusterTrust trust, Runnable forget, Clock clock) {
        this.cluster = cluster;
        this.description = description;
        this.trust = trust;
        this.forget = forget;
        this.clock = clock;
        this.last = new Reading(cluster.certificateAuthority(), clock.instant().plus(MAX_AGE), "");
    }

    /** What came of asking, as an object of its own each time. */
    private static final class Reading {
        private final String authority;
        private final Instant dueAt;
        private final String complaint;

        Reading(String authority, Instant dueAt, String complaint) {
            this.authority = authority;
            this.dueAt = dueAt;
            this.complaint = complaint;
        }
    }

    @Override
    public Object current() {
        if (!clock.instant().isBefore(last.dueAt) && lock.tryLock()) {
            try {
                if (!clock.instant().isBefore(last.dueAt)) {
                    last = read(last);
                }
            } finally {
                lock.unlock();
            }
        }
        return last;
    }

    @Override
    public boolean isRenewedSince(Object seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Instant now = clock.instant();
            // Those that failed together with another, which has asked meanwhile, share its answer.
            if (last.equals(seen) && !now.isBefore(nextAfterFailure)) {
                nextAfterFailure = now.plus(PAUSE);
                last = read(last);
            }
            return !(seen instanceof Reading before && before.authority.equals(last.authority));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String complaint() {
        return last.complaint.isEmpty()
                ? "EKS was asked again a moment ago; try later, or see whether the certificate is of the cluster at all"
                : last.complaint;
    }

    private Reading read(Reading before) {
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
                    now.plus(MAX_AGE),
                    "EKS still describes the authority that is trusted, so the certificate may be that of a proxy, or of"
                            + " somebody in between");
        } catch (RuntimeException e) {
            return refused(
                    before,
                    now,
                    "EKS could not be asked whether it has another authority: "
                            + PlainText.of(String.valueOf(e.getMessage())));
        }
    }

    private Reading refused(Reading before, Instant now, String complaint) {
        LOG.warn("What is trusted at cluster {} stays as it is: {}", cluster.arn(), complaint);
        return new Reading(before.authority, now.plus(PAUSE_AFTER_FAILURE), complaint);
    }
}
