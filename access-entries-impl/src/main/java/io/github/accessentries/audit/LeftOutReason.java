package io.github.accessentries.audit;

/**
 * Why something that an audit log has is in no rule of a proposal. Where it {@linkplain #isGap leaves a gap}, the user may have
 * done more than the proposal allows.
 */
public enum LeftOutReason {
    /** It cannot be read: it is cut, too long, no JSON, or lacks what every event has. */
    UNREADABLE("could not be read", true),
    /** It is something else than an event of {@code audit.k8s.io/v1}, for example a line of another log. */
    OTHER_KIND("not an audit event", false),
    /** It is by or for nobody who was asked about. */
    OTHER_USER("by others", false),
    /** Nobody was known by the request, and nobody can be given a policy for it. */
    ANONYMOUS("anonymous", false),
    /**
     * It was asked for in the name of somebody else, for whom it counts. That one may do this takes the verb {@code impersonate},
     * which is not proposed.
     */
    FOR_SOMEBODY_ELSE("in the name of somebody else", false),
    /** The request had only begun; that it ended is told by another event, if by any. */
    NOT_FINAL("only begun", false),
    /** The authorizer said no, so nothing was done that a policy would have to allow. */
    DENIED("denied", false),
    /** The authorizer said yes, but something behind it refused the request, for example an admission webhook. */
    REFUSED("let in and refused later", false),
    /** The log does not say whether the request was let in. */
    UNDECIDED("not known whether let in", true),
    /** It tells of a request that was counted already. */
    REPEATED("told again", false),
    /** Every user may do so anyway, by the roles {@code system:discovery}, {@code system:basic-user} and their like. */
    ALLOWED_TO_EVERYBODY("allowed to every user anyway", false),
    /**
     * No rule could be for this and for nothing else: it has a star, which would be a wildcard, or a name that Kubernetes would
     * not take or that nobody could read.
     */
    NOT_PROPOSED("not fit for a rule", true),
    /** There are more different requests than a proposal has room for. */
    TOO_MANY("beyond what a proposal holds", true);

    private final String words;
    private final boolean gap;

    LeftOutReason(String words, boolean gap) {
        this.words = words;
        this.gap = gap;
    }

    /**
     * Whether the user may have done more than is proposed.
     *
     * @return {@code true} if a request of the user may be missing in the rules; {@code false} if it was read and is left out on
     *     purpose
     */
    public boolean isGap() {
        return gap;
    }

    String words() {
        return words;
    }
}
