package io.github.accessentries.token;

import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;

/**
 * Carries a rejection from the check that found it to the verifier, which returns it. Never leaves this package, and
 * has no stack trace: rejecting invalid tokens must be cheap.
 */
final class RefusedToken extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Rejected rejected;

    /** Takes a detail, which must contain nothing of the token except names of parameters that every token has. */
    RefusedToken(RejectionReason reason, String detail) {
        super(detail, null, false, false);
        this.rejected = new Rejected(reason, detail);
    }

    Rejected rejected() {
        return rejected;
    }
}
