package io.github.accessentries.plan;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One step of a plan, about one principal. Each has its reason, and a text that a person can read. A change either only
 * gives or takes something away; where both are needed there are two of them.
 */
public sealed interface Change {

    /** When a change is made; the phases follow each other in this order. */
    enum Phase {
        /** What only adds. */
        GRANT,
        /** Entries that have to go and come again, so that their principal has no access for a moment. */
        REPLACE,
        /** What takes something away. */
        REMOVE
    }

    /**
     * Whose access changes.
     *
     * @return the role or user
     */
    PrincipalArn principal();

    /**
     * Why.
     *
     * @return half a sentence for people
     */
    String reason();

    /**
     * Handles this change by its kind.
     *
     * @param cases what to do with each kind
     * @param <T> what that gives
     * @return what the case of this kind gave
     */
    <T> T match(ChangeCases<T> cases);

    /**
     * What is done.
     *
     * @return one word or two, for example {@code associate}
     */
    default String verb() {
        return match(ChangeText.VERB);
    }

    /**
     * What it is done with.
     *
     * @return for example {@code AmazonEKSEditPolicy in namespace team-a}
     */
    default String detail() {
        return match(ChangeText.DETAIL);
    }

    /**
     * When it is done.
     *
     * @return {@link Phase#GRANT} for what only adds
     */
    default Phase phase() {
        return match(ChangePhase.CASES);
    }

    /**
     * Makes an entry, without its policies, which changes of their own give.
     *
     * @param entry the entry to make
     * @param reason why
     */
    record Create(DesiredEntry entry, String reason) implements Change {

        @Override
        public PrincipalArn principal() {
            return entry.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.create(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Changes user name and groups.
     *
     * @param before the entry as it is before this change
     * @param username the user name that it gets
     * @param groups all groups that it gets
     * @param reason why
     */
    record Update(AccessEntry before, String username, Set<String> groups, String reason) implements Change {

        /**
         * Keeps a sorted copy of the groups.
         *
         * @param before the entry as it is before this change
         * @param username the user name that it gets
         * @param groups all groups that it gets
         * @param reason why
         */
        public Update {
            groups = Collections.unmodifiableSet(new TreeSet<>(groups));
        }

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.update(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Sets tags.
     *
     * @param before the entry as it is before this change
     * @param tags the tags that are new or get another value
     * @param reason why
     */
    record Tag(AccessEntry before, Map<String, String> tags, String reason) implements Change {

        /**
         * Keeps a sorted copy of the tags.
         *
         * @param before the entry as it is before this change
         * @param tags the tags that are new or get another value
         * @param reason why
         */
        public Tag {
            tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        }

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.tag(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Takes tags.
     *
     * @param before the entry as it is before this change
     * @param keys the keys of the tags that go
     * @param reason why
     */
    record Untag(AccessEntry before, Set<String> keys, String reason) implements Change {

        /**
         * Keeps a sorted copy of the keys.
         *
         * @param before the entry as it is before this change
         * @param keys the keys of the tags that go
         * @param reason why
         */
        public Untag {
            keys = Collections.unmodifiableSet(new TreeSet<>(keys));
        }

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.untag(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Gives a policy.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param scope where it will hold
     * @param reason why
     */
    record Associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope, String reason) implements Change {

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.associate(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Gives a policy another scope, in one call and without a gap.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param before where it holds now
     * @param after where it will hold
     * @param reason why
     */
    record Rescope(PrincipalArn principal, AccessPolicy policy, AccessScope before, AccessScope after, String reason)
            implements Change {

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.rescope(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Takes a policy.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param scope where it holds now
     * @param reason why
     */
    record Disassociate(PrincipalArn principal, AccessPolicy policy, AccessScope scope, String reason)
            implements Change {

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.disassociate(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Deletes an entry with its policies.
     *
     * @param before the entry as it is before this change
     * @param reason why
     */
    record Delete(AccessEntry before, String reason) implements Change {

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.delete(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Deletes an entry and makes it again with all its policies: the only way to another type, and the only way to make a
     * cluster know a principal that IAM made again. There is no access in between.
     *
     * @param before the entry as it is before this change
     * @param after the entry to make, with its policies
     * @param reason why
     */
    record Replace(AccessEntry before, DesiredEntry after, String reason) implements Change {

        @Override
        public PrincipalArn principal() {
            return after.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return cases.replace(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }
}
