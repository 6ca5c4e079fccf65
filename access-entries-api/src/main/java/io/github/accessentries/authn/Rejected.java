package io.github.accessentries.authn;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.text.PlainText;
import java.util.NoSuchElementException;

/**
 * A token or an identity that was refused. Both parts are safe to show and to log: they contain nothing of the token.
 *
 * @param reason the kind of fault
 * @param detail what is wrong and, where something can be done, what
 */
public record Rejected(RejectionReason reason, String detail) implements Authentication, Verification, Mapping {

    /**
     * Requires every part.
     *
     * @param reason the kind of fault
     * @param detail what is wrong and
     */
    public Rejected {
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
    }

    @Override
    public boolean isAuthenticated() {
        return false;
    }

    @Override
    public KubernetesUser user() {
        throw new NoSuchElementException("The token was rejected, so it has no user: " + this);
    }

    /**
     * Reason and detail.
     *
     * @return for example {@code EXPIRED: the token was signed more than 15 minutes ago}
     */
    @Override
    public String toString() {
        return reason + ": " + PlainText.of(detail);
    }
}
