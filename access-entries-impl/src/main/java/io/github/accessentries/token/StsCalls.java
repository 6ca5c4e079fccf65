package io.github.accessentries.token;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.Ailment;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.Health;
import io.github.accessentries.HealthIndicator;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.health.RecentCalls;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The calls to STS, and how it is doing by what came of the latest ones. A token names the host that is asked, and whoever sends it
 * chooses it. So while any host answers, those that do not, and whose region the owner of the verifier did not name, get few calls
 * at a time between them and disable nothing: nobody takes a verifier out of service by naming places where nothing answers. Nor does
 * anybody keep it in service by naming a place that does, while the named regions are silent. Before the first answer all hosts are
 * alike, since STS may be out of reach from the beginning. Thread-safe.
 */
final class StsCalls implements HealthIndicator {

    /**
     * Enough for the first logins from a new region, which need one answer only; a quarter of the workers of a webhook, which has 32
     * by default, and a sixth of the places for calls.
     */
    private static final int CALLS_TO_OTHERS = 8;

    private final CallerIdentityCall callerIdentity;
    private final Set<String> namedRegions;
    private final AnsweringHosts answering = new AnsweringHosts();
    private final String part;
    private final Clock clock;
    private final RecentCalls named;
    private final RecentCalls answered;
    private volatile RecentCalls others;
    private final int callsToOthers;
    private final Semaphore placesOfOthers;

    StsCalls(CallerIdentityCall callerIdentity, String partition, Set<String> namedRegions, int maxCalls, Clock clock) {
        this.callerIdentity = callerIdentity;
        this.namedRegions = namedRegions;
        this.part = "STS of partition " + partition;
        this.clock = clock;
        this.named = new RecentCalls(part, clock);
        this.answered = new RecentCalls(part, clock);
        this.others = new RecentCalls(part, clock);
        this.callsToOthers = Math.max(1, Math.min(CALLS_TO_OTHERS, maxCalls / 2));
        this.placesOfOthers = new Semaphore(callsToOthers);
    }

    CallerIdentity ask(PresignedUrl url, String clusterName) throws RefusedToken {
        if (answering.isNone() || isNamed(url) || answering.contains(url.host())) {
            return send(url, clusterName);
        }
        if (!placesOfOthers.tryAcquire()) {
            UnavailableException full = new UnavailableException(
                    "A token for cluster " + clusterName + " was not verified: it names " + url.host()
                            + ", which has not answered lately, and " + callsToOthers
                            + " calls to such hosts are in progress; try again later, and if logins need that region, name it with region(..)",
                    ErrorContext.builder().cluster(clusterName).build(),
                    null);
            failed(url, full);
            throw full;
        }
        try {
            return send(url, clusterName);
        } finally {
            placesOfOthers.release();
        }
    }

    private CallerIdentity send(PresignedUrl url, String clusterName) throws RefusedToken {
        try {
            CallerIdentity caller = callerIdentity.send(url, clusterName);
            answered(url);
            return caller;
        } catch (RefusedToken e) {
            if (e.rejected().reason() != RejectionReason.BAD_HOST) { // There is none that could have answered.
                answered(url);
            }
            throw e;
        } catch (AccessEntriesException e) {
            if (!Thread.currentThread().isInterrupted()) { // Whoever asked gave up; STS may be as well as ever.
                failed(url, e);
            }
            throw e;
        }
    }

    private boolean isNamed(PresignedUrl url) {
        return namedRegions.contains(url.signingRegion());
    }

    private void answered(PresignedUrl url) {
        if (isNamed(url)) {
            named.answered();
        }
        answered.answered();
        if (answering.answered(url.host())) {
            // The failures of this host are over, and cannot be told from the rest.
            others = new RecentCalls(part, clock);
        }
    }

    private void failed(PresignedUrl url, RuntimeException cause) {
        RecentCalls kind = isNamed(url) ? named : answering.contains(url.host()) ? answered : others;
        kind.failed(cause);
        if (cause instanceof UnavailableException) {
            answering.failed(url.host());
        }
    }

    @Override
    public Health health() {
        boolean othersDisable = answering.isNone();
        return Health.builder()
                .addAllAilments(named.health().ailments())
                .addAllAilments(answered.health().ailments())
                .addAllAilments(others.health().ailments().stream()
                        .map(each -> Ailment.builder()
                                .from(each)
                                .disabling(each.disabling() && othersDisable)
                                .build())
                        .toList())
                .build();
    }
}
