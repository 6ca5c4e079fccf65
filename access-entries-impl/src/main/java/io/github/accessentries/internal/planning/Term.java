package io.github.accessentries.internal.planning;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.InvalidAccessRequestException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How long a grant lasts, why and for whom. Belongs to one grant, and is as little thread-safe. */
final class Term {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int LONGEST_TEXT = 256;

    private final PrincipalArn principal;
    private @Nullable Instant end;
    private @Nullable Duration duration;
    private @Nullable Instant start;
    private boolean shortens;
    private String reason = "";
    private String requestedBy = "";

    Term(PrincipalArn principal) {
        this.principal = principal;
    }

    void until(Instant time, Instant now) {
        requireNoEndYet();
        require(
                time.isAfter(now),
                "The grant to " + principal + " would end at " + time + ", which is over, since it is " + now
                        + "; name a time to come");
        require(
                !time.isAfter(now.plus(LONGEST)),
                "The grant to " + principal + " would end at " + time + ", more than " + LONGEST.toDays()
                        + " days from now; grant what is needed for so long without an end, and review it");
        end = time;
    }

    void lasting(Duration time) {
        requireNoEndYet();
        require(
                time.compareTo(Duration.ofSeconds(1)) >= 0,
                "The grant to " + principal + " would last " + time
                        + ", which is no time at all; name a second or more");
        require(
                time.compareTo(LONGEST) <= 0,
                "The grant to " + principal + " would last " + time + ", more than " + LONGEST.toDays()
                        + " days; grant what is needed for so long without an end, and review it");
        duration = time;
    }

    private void requireNoEndYet() {
        if (ends()) {
            throw new IllegalStateException("The grant to " + principal
                    + " has its end already; call either until(...) or forDuration(...), once");
        }
    }

    void shortening() {
        shortens = true;
    }

    void reason(String text) {
        requireText("reason", text);
        reason = text;
    }

    void requestedBy(String who) {
        requireText("requester", who);
        requestedBy = who;
    }

    private void requireText(String what, String text) {
        require(!text.isBlank(), "The " + what + " of the grant to " + principal + " is blank; leave it out");
        require(
                text.length() <= LONGEST_TEXT,
                "The " + what + " of the grant to " + principal + " has " + text.length() + " characters; at most "
                        + LONGEST_TEXT + " are kept in its tags, so name a ticket instead");
        require(
                !PlainText.hidesSomething(text),
                "The " + what + " " + PlainText.quoted(text) + " has characters that cannot be seen or that change how"
                        + " a line reads, here with backslashes; write it without them");
    }

    boolean ends() {
        return end != null || duration != null;
    }

    boolean shortens() {
        return shortens;
    }

    String reason() {
        return reason;
    }

    String requestedBy() {
        return requestedBy;
    }

    void requireNothingElse() {
        if (shortens || !reason.isEmpty() || !requestedBy.isEmpty()) {
            throw new IllegalStateException(
                    "The grant to " + principal + " has no end, and only what ends has a reason, a"
                            + " requester or a time to shorten; call until(...) or forDuration(...)");
        }
    }

    /** When it began: the first time that this was asked. */
    Instant since() {
        if (start == null) {
            throw new IllegalStateException("The end is not known yet");
        }
        return start;
    }

    /**
     * When it ends. That stays the same however often the grant is applied.
     *
     * @throws InvalidAccessRequestException if that is over already
     */
    Instant until(AccessTime time, Collection<AccessEntry> seen, String cluster) {
        if (start == null) {
            start = time.start(seen).truncatedTo(ChronoUnit.SECONDS);
        }
        Instant known = end != null ? end : start.plus(duration == null ? Duration.ZERO : duration);
        Instant now = time.now(seen);
        if (!known.isAfter(now)) {
            throw new InvalidAccessRequestException(
                    "Changed nothing for " + principal + " on cluster " + cluster + ": the grant would end at " + known
                            + ", which is over, since it is " + now
                            + " by this machine or by EKS. Grant it again with a time to come",
                    ErrorContext.builder().cluster(cluster).principal(principal).build(),
                    null);
        }
        return known;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
