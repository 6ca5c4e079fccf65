package io.github.accessentries.metrics;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ThrottledException;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authz.Decision;
import java.util.Locale;

/**
 * How a question ended, in the few words that tags have.
 *
 * @param result the kind of answer
 * @param reason the code of a rejection, in lower case, or {@code none}
 */
record Outcome(String result, String reason) {

    static final String RESULT = "result";
    static final String REASON = "reason";

    private static final String NONE = "none";
    private static final Outcome SUCCESS = new Outcome("success", NONE);
    private static final Outcome ALLOWED = new Outcome("allowed", NONE);
    private static final Outcome DOUBTFUL = new Outcome("doubtful", NONE);
    private static final Outcome NO_OPINION = new Outcome("no_opinion", NONE);
    private static final Outcome THROTTLED = new Outcome("throttled", NONE);
    private static final Outcome UNAVAILABLE = new Outcome("unavailable", NONE);
    private static final Outcome ERROR = new Outcome("error", NONE);

    static Outcome of(Authentication authentication) {
        return authentication instanceof Rejected rejected ? of(rejected.reason()) : SUCCESS;
    }

    static Outcome of(Verification verification) {
        return verification instanceof Rejected rejected ? of(rejected.reason()) : SUCCESS;
    }

    private static Outcome of(RejectionReason reason) {
        return new Outcome("rejected", reason.name().toLowerCase(Locale.ROOT));
    }

    static Outcome of(Decision decision) {
        if (decision.allowed()) {
            return ALLOWED;
        }
        return decision.incomplete() ? DOUBTFUL : NO_OPINION;
    }

    static Outcome of(Throwable failure) {
        if (failure instanceof ThrottledException) {
            return THROTTLED;
        }
        return failure instanceof AccessEntriesException ? UNAVAILABLE : ERROR;
    }
}
