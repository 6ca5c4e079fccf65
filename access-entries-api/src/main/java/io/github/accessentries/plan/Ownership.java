package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryRules;

/**
 * Which entries of a cluster a desired state speaks for beside those that it lists. Entries that it owns and does not list
 * are deleted; all others stay as they are. The entries of AWS's own are never owned.
 */
public sealed interface Ownership {

    /** Only the listed principals: nothing is ever deleted. */
    Ownership ONLY_LISTED = new OnlyListed();

    /** The whole cluster: whoever is not listed loses access. */
    Ownership ALL = new All();

    /**
     * The entries that carry a tag. The listed entries get the tag by themselves, so that they are known again once they
     * are no longer listed.
     *
     * @param key the tag's key, for example {@code managed-by}
     * @param value its value, for example {@code platform-team}
     * @return the ownership
     * @throws IllegalArgumentException if this cannot be a tag
     */
    static Ownership tagged(String key, String value) {
        return new Tagged(key, value);
    }

    /**
     * Whether an entry that is not listed belongs to the desired state, so that it has to go.
     *
     * @param unlisted an entry of the cluster whose principal is not listed
     * @return {@code true} if it is owned
     */
    boolean owns(AccessEntry unlisted);

    /** See {@link Ownership#ONLY_LISTED}. */
    record OnlyListed() implements Ownership {

        @Override
        public boolean owns(AccessEntry unlisted) {
            return false;
        }

        @Override
        public String toString() {
            return "only the listed principals";
        }
    }

    /** See {@link Ownership#ALL}. */
    record All() implements Ownership {

        @Override
        public boolean owns(AccessEntry unlisted) {
            return true;
        }

        @Override
        public String toString() {
            return "all entries";
        }
    }

    /**
     * See {@link Ownership#tagged(String, String)}.
     *
     * @param key the tag's key
     * @param value its value
     */
    record Tagged(String key, String value) implements Ownership {

        /**
         * Checks the tag.
         *
         * @param key the tag's key
         * @param value its value
         * @throws IllegalArgumentException if this cannot be a tag
         */
        public Tagged {
            EntryRules.requireTag(requireNonNull(key, "key"), requireNonNull(value, "value"));
        }

        @Override
        public boolean owns(AccessEntry unlisted) {
            return value.equals(unlisted.tags().get(key));
        }

        @Override
        public String toString() {
            return "entries tagged " + key + "=" + value;
        }
    }
}
