package io.github.accessentries.authz;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may do what was asked about, or of whom that cannot be ruled out. Immutable.
 *
 * @param subject who
 * @param session the user name that a principal needs for it, {@code null} if it does not matter. Only principals whose user
 *     name has placeholders can have several: whoever assumes such a role chooses the name of the session, and a binding may
 *     be for just one of them
 * @param reasons everything that allows it, empty if nothing known does
 * @param doubts why it may be allowed all the same, as in {@link Decision#doubts()}; empty if there are reasons
 */
public record Holder(Subject subject, @Nullable String session, List<Reason> reasons, List<String> doubts) {

    /**
     * Keeps copies of the lists.
     *
     * @param subject who
     * @param session the user name that it takes
     * @param reasons everything that allows it
     * @param doubts why it may be allowed all the same
     * @throws IllegalArgumentException if there is neither a reason nor a doubt
     */
    public Holder {
        reasons = List.copyOf(reasons);
        doubts = List.copyOf(doubts);
        if (reasons.isEmpty() && doubts.isEmpty()) {
            throw new IllegalArgumentException(
                    subject + " holds nothing, for there is neither a reason nor a doubt; leave it out instead");
        }
    }

    /**
     * Whether it is certain.
     *
     * @return {@code false} if there are only {@link #doubts()}
     */
    public boolean allowed() {
        return !reasons.isEmpty();
    }

    /**
     * Who, and why.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return subject + (session == null ? "" : " as \"" + session + "\"") + ": "
                + (allowed() ? reasons : "perhaps " + doubts);
    }
}
