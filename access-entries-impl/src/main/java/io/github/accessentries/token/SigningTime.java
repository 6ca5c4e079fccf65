package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** The signing time of a token, and the limits that follow from it. */
final class SigningTime {

    /** The time for which STS and every other verifier accept a token, whatever X-Amz-Expires says. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Go accepts a fraction of a second in any date. */
    private static final Pattern FORM = Pattern.compile("[0-9]{8}T[0-9]{6}([.,][0-9]+)?Z");

    private static final String WHOLE_SECONDS = "yyyyMMdd'T'HHmmss'Z'";
    private static final int WHOLE_SECONDS_LENGTH = 16;

    private SigningTime() {}

    /** Refuses a fraction of a second, and anything else that is not a date. */
    static void requireWholeSeconds(PresignedUrl url) throws RefusedToken {
        of(url);
        if (text(url).length() != WHOLE_SECONDS_LENGTH) {
            throw badDate();
        }
    }

    static TokenCheck notExpired(Clock clock) {
        return url -> {
            if (clock.instant().isAfter(expiryOf(url))) {
                throw new RefusedToken(
                        RejectionReason.EXPIRED,
                        "the token was signed more than " + LIFETIME.toMinutes() + " minutes ago; mint a new one");
            }
        };
    }

    static TokenCheck notInTheFuture(Clock clock, Duration maxClockSkew) {
        return url -> {
            if (of(url).isAfter(clock.instant().plus(maxClockSkew))) {
                throw new RefusedToken(
                        RejectionReason.NOT_YET_VALID,
                        "the token was signed more than " + maxClockSkew.toSeconds()
                                + " seconds in the future; correct the clock of the machine that minted it, or of"
                                + " this one");
            }
        };
    }

    /** The last instant at which the token is valid. */
    static Instant expiryOf(PresignedUrl url) throws RefusedToken {
        return of(url).plus(LIFETIME);
    }

    static Instant of(PresignedUrl url) throws RefusedToken {
        String date = text(url);
        if (!FORM.matcher(date).matches()) {
            throw badDate();
        }
        try {
            // A formatter would be many times slower.
            return LocalDateTime.of(
                            digits(date, 0, 4),
                            digits(date, 4, 6),
                            digits(date, 6, 8),
                            digits(date, 9, 11),
                            digits(date, 11, 13),
                            digits(date, 13, 15))
                    .toInstant(ZoneOffset.UTC)
                    .plusNanos(nanos(date));
        } catch (DateTimeException e) {
            // Digits in the right places that are not a date, such as 30 February.
            throw badDate();
        }
    }

    private static String text(PresignedUrl url) throws RefusedToken {
        return url.query()
                .value(Parameter.DATE)
                .filter(date -> !date.isEmpty())
                .orElseThrow(() -> new RefusedToken(RejectionReason.MISSING_DATE, Parameter.DATE + " is missing"));
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** The fraction is where the Z would be otherwise; digits beyond nanoseconds are ignored. */
    private static int nanos(String date) {
        String fraction =
                date.length() == WHOLE_SECONDS_LENGTH ? "" : date.substring(WHOLE_SECONDS_LENGTH, date.length() - 1);
        return digits(fraction + "000000000", 0, 9);
    }

    private static RefusedToken badDate() {
        return new RefusedToken(
                RejectionReason.BAD_DATE, Parameter.DATE + " is not a date of the form " + WHOLE_SECONDS);
    }
}
