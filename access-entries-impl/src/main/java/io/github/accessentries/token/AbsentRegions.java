package io.github.accessentries.token;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.accessentries.internal.waiting.CheapThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Tells a region that does not exist, which is the fault of the token, from a network that does not work, which is not.
 *
 * <p>The SDK's list of regions cannot tell: it is as old as the SDK, and a new region must not need a new release. So the
 * name of an endpoint is looked for, and only if it is not found is there a question: of a region that the SDK lists or
 * the caller named, the name exists, and it is the look-up that failed. Of any other, and of an endpoint that not every
 * region has, such as that for FIPS, there is none if a name that exists is found at the same time. If that is not found
 * either, nothing is known.
 */
final class AbsentRegions {

    /** How many hang at most where the resolver does. */
    private static final int LOOK_UPS = 8;

    private final String domain;
    private final Set<String> certain;
    private final String anchor;
    private final Predicate<String> isFound;
    private final ThreadFactory threads = CheapThreads.named("access-entries-sts-look-up");
    private final Semaphore places = new Semaphore(LOOK_UPS);

    private AbsentRegions(String domain, Set<String> certain, String anchor, Predicate<String> isFound) {
        this.domain = domain;
        this.certain = certain;
        this.anchor = anchor;
        this.isFound = isFound;
    }

    /** For the endpoints of a partition and those that share its domain. */
    static AbsentRegions of(String partition, Set<String> named, Predicate<String> isFound) {
        String domain = Partitions.find(partition).orElseThrow().dnsSuffix();
        Set<String> listed = Region.regions().stream()
                .filter(region -> !region.isGlobalRegion()
                        && PartitionMetadata.of(region).dnsSuffix().equals(domain))
                .map(Region::id)
                .collect(toUnmodifiableSet());
        return new AbsentRegions(
                domain,
                Stream.concat(listed.stream(), named.stream()).collect(toUnmodifiableSet()),
                listed.stream().min(String::compareTo).orElseThrow(),
                isFound);
    }

    /**
     * Whether a call failed for no other reason than that there is no such endpoint; not if that could not be found out in time.
     * If the thread is interrupted meanwhile, its status is set again.
     */
    boolean explain(Throwable failure, PresignedUrl url, Duration left) {
        boolean wasNotFound = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(WordlessCause.MAX_DEPTH)
                .anyMatch(UnknownHostException.class::isInstance);
        String witness = plainHost(certain.contains(url.signingRegion()) ? url.signingRegion() : anchor);
        return wasNotFound
                && !url.host().equals(StsHosts.GLOBAL_HOST)
                && !url.host().equals(witness)
                && isOnlyFound(witness, url.host(), left);
    }

    /** On threads of its own, since nothing ends a look-up that hangs. */
    private boolean isOnlyFound(String witness, String host, Duration left) {
        long deadline = System.nanoTime() + left.toNanos();
        try {
            if (!places.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            FutureTask<Boolean> lookUp = new FutureTask<>(() -> {
                try {
                    // The name that was not found may have been that of a proxy.
                    return isFound.test(witness) && !isFound.test(host);
                } finally {
                    places.release();
                }
            });
            start(lookUp);
            return lookUp.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The look-up of " + host + " failed", e);
        }
    }

    /** A look-up that never begins must not keep its place. */
    private void start(FutureTask<Boolean> lookUp) {
        try {
            threads.newThread(lookUp).start();
        } catch (OutOfMemoryError e) {
            places.release();
            throw e;
        }
    }

    private String plainHost(String region) {
        return "sts." + region + "." + domain;
    }

    /** Asks the machine's resolver, for as long as that takes; the JDK remembers both answers for a while. */
    static boolean isInDns(String host) {
        try {
            return InetAddress.getByName(host) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
