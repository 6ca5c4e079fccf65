package io.github.accessentries.iam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.PrincipalDirectory.KnownPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The principals of one account. What exists is remembered for a while; that something does not exist is asked each time, since
 * an entry may have been made for it a moment ago. Thread-safe.
 */
final class IamAccount {

    private static final Logger LOG = LoggerFactory.getLogger(IamAccount.class);

    /** From then on, it takes fewer calls to list all roles, a thousand at a time. */
    private static final int MANY_ROLES = 20;

    /** More roles than an account can have, and many users. */
    private static final int MOST_REMEMBERED = 20_000;

    private final AccountId id;
    private final IamCalls calls;
    private final Clock clock;
    private final Duration remembered;
    private final Cache<String, KnownPrincipal> known;
    private final AtomicInteger asked = new AtomicInteger();
    private final ReentrantLock listing = new ReentrantLock();
    private volatile Instant countedSince = Instant.MIN;
    private volatile Listed identityCenter = new Listed(Instant.MIN, List.of());
    private volatile boolean proven;

    /** Roles, and until when they are good. */
    private record Listed(Instant until, List<KnownPrincipal> roles) {}

    IamAccount(AccountId id, IamCalls calls, Clock clock, Duration remembered) {
        this.id = id;
        this.calls = calls;
        this.clock = clock;
        this.remembered = remembered;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(remembered)
                .ticker(() -> nanos(clock.instant()))
                .executor(Runnable::run)
                .build();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    AccountId id() {
        return id;
    }

    Optional<KnownPrincipal> find(PrincipalArn principal) {
        String key = principal.uniqueName();
        KnownPrincipal cached = known.getIfPresent(key);
        if (cached == null && principal.isRole() && isOneOfMany()) {
            cached = known.getIfPresent(key);
        }
        // Under another path it may be remembered from before it was made again.
        if (cached != null && cached.arn().toString().equalsIgnoreCase(principal.toString())) {
            return Optional.of(cached);
        }
        Optional<KnownPrincipal> found = calls.find(principal);
        found.ifPresentOrElse(this::remember, this::requireOwnAccount);
        return found;
    }

    List<KnownPrincipal> identityCenterRoles() {
        listing.lock();
        try {
            if (!clock.instant().isBefore(identityCenter.until())) {
                List<KnownPrincipal> roles = calls.roles(PermissionSet.ROLE_PATH);
                roles.forEach(this::remember);
                if (roles.isEmpty()) {
                    requireOwnAccount();
                }
                identityCenter = new Listed(clock.instant().plus(remembered), roles);
            }
            return identityCenter.roles();
        } finally {
            listing.unlock();
        }
    }

    /** Whether so many roles were asked for in a short time that all of them have been listed now. */
    private boolean isOneOfMany() {
        if (remembered.isZero()) {
            return false;
        }
        listing.lock();
        try {
            Instant now = clock.instant();
            if (now.isAfter(countedSince.plus(remembered))) {
                countedSince = now;
                asked.set(0);
            }
            if (asked.incrementAndGet() != MANY_ROLES + 1) {
                return asked.get() > MANY_ROLES;
            }
            calls.roles().forEach(this::remember);
            return true;
        } catch (AccessDeniedException e) {
            LOG.info("Roles are looked up one by one: {}", e.getMessage());
            return false;
        } finally {
            listing.unlock();
        }
    }

    private void remember(KnownPrincipal found) {
        requireOwn(found.arn());
        known.put(found.arn().uniqueName(), found);
    }

    /** A client of another account would find none of the principals, and all entries would look dead. */
    private void requireOwnAccount() {
        if (proven) {
            return;
        }
        Optional<PrincipalArn> any;
        try {
            any = calls.anyRole();
        } catch (AccessDeniedException e) {
            if (!id.isToldBySts()) {
                throw e;
            }
            LOG.info("The account of the IAM client is taken from STS: {}", e.getMessage());
            any = Optional.empty();
        }
        any.ifPresentOrElse(this::requireOwn, this::requireWordOfSts);
    }

    /** Where IAM shows nothing of the account, STS has told it for the same credentials, or nobody knows. */
    private void requireWordOfSts() {
        if (!id.isToldBySts()) {
            throw unproven();
        }
        proven = true;
    }

    private AccessEntriesException unproven() {
        return new AccessEntriesException(
                "The IAM client sees no role at all, so it is not certain that it is one of account " + id.get()
                        + ", and nothing is concluded from it; check the client's credentials",
                ErrorContext.builder().build(),
                null);
    }

    private void requireOwn(PrincipalArn found) {
        if (!found.accountId().equals(id.get())) {
            throw new AccessEntriesException(
                    "The IAM client that was given for account " + id.get() + " is one of account " + found.accountId()
                            + ", so nothing is concluded from it; give each account the client of its own credentials",
                    ErrorContext.builder().build(),
                    null);
        }
        proven = true;
    }
}
