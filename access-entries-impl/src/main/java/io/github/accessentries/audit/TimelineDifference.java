package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import org.immutables.value.Value;

/** One thing in which a cluster is not as the records say. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class TimelineDifference {

    /** What can differ. */
    public enum Kind {
        /** There is an entry, and its making is not on record. */
        ENTRY_WITHOUT_RECORD("no record of its making"),
        /** An entry whose making is on record has a policy that nobody gave it on record. */
        POLICY_WITHOUT_RECORD("policy without record"),
        /** The records say that there is an entry, and there is none. */
        ENTRY_MISSING("entry is missing"),
        /** The records say that an entry has a policy, and it has not. */
        POLICY_MISSING("policy is missing"),
        /** Something else about an entry is not what the records say: a scope, the type, the user name, groups or tags. */
        OTHERWISE("not as recorded");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /**
         * The words in tables.
         *
         * @return for example {@code policy is missing}
         */
        @Override
        public String toString() {
            return word;
        }
    }

    TimelineDifference() {}

    /**
     * Starts a difference; all but the event is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the kind} */
    public abstract Kind kind();

    /** {@return whose entry it is} */
    public abstract PrincipalArn principal();

    /** {@return what it is, and what it may come from, in words} */
    public abstract String explanation();

    /** {@return the record that says otherwise} */
    public abstract Optional<AccessEvent> event();

    /**
     * The difference on one line.
     *
     * @return the principal, the kind and the explanation
     */
    @Override
    public final String toString() {
        return PlainText.of(principal() + ": " + kind() + ": " + explanation());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableTimelineDifference.Builder {
        Builder() {}
    }
}
