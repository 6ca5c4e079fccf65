package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryRules;
import io.github.accessentries.internal.text.PlainText;

/**
 * Which entries of a cluster a desired state covers in addition to those that it lists. Entries that it owns but does
 * not list are deleted; all others stay as they are. Entries that belong to AWS are never owned.
 */
public sealed interface Ownership {

    /** Only the listed principals: nothing is ever deleted. */
    Ownership ONLY_LISTED = new OnlyListed();

    /** The whole cluster: principals that are not listed lose access. */
    Ownership ALL = new All();

    /**
     * The entries with a certain tag. Listed entries are given the tag automatically, so that they are recognized once
     * they are no longer listed.
     *
     * @param key the tag's key, for example {@code managed-by}
     * @param value its value, for example {@code platform-team}
     * @return the ownership
     * @throws IllegalArgumentException if EKS would refuse the tag
     */
    static Ownership tagged(String key, String value) {
        return new Tagged(key, value);
    }

    /**
     * Whether the desired state owns an entry that it does not list, so that the entry is deleted.
     *
     * @param unlisted an entry of the cluster whose principal is not listed
     * @return {@code true} if it is owned
     */
    boolean owns(AccessEntry unlisted);

    /** See {@link Ownership#ONLY_LISTED}. */
    record OnlyListed() implements Ownership {

        @Override
        public boolean owns(AccessEntry unlisted) {
            requireNonNull(unlisted, "unlisted");
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
            requireNonNull(unlisted, "unlisted");
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
         * @throws IllegalArgumentException if EKS would refuse the tag
         */
        public Tagged {
            EntryRules.requireTag(requireNonNull(key, "key"), requireNonNull(value, "value"));
        }

        @Override
        public boolean owns(AccessEntry unlisted) {
            return value.equals(requireNonNull(unlisted, "unlisted").tags().get(key));
        }

        @Override
        public String toString() {
            return "entries tagged " + PlainText.name(key) + "=" + PlainText.name(value);
        }
    }
}
