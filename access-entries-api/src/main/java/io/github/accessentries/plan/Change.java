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
 * One change to the access entry of one principal, with its reason and a readable text. A change either adds or removes
 * something; where both are needed, there are two changes.
 */
public sealed interface Change {

    /** When a change is made; the phases follow each other in this order. */
    enum Phase {
        /** Changes that only add access. */
        GRANT,
        /** Entries that have to be deleted and created again, so that their principal has no access for a moment. */
        REPLACE,
        /** Changes that remove access. */
        REMOVE
    }

    /**
     * The principal whose access changes.
     *
     * @return the role or user
     */
    PrincipalArn principal();

    /**
     * Why the change is made.
     *
     * @return a phrase, for example {@code not listed}
     */
    String reason();

    /**
     * Calls the case for the kind of this change.
     *
     * @param cases one case for each kind
     * @param <T> the result of the cases
     * @return the result of the case
     */
    <T> T match(ChangeCases<T> cases);

    /**
     * The kind of the change.
     *
     * @return a verb, for example {@code associate}
     */
    default String verb() {
        return match(ChangeText.VERB);
    }

    /**
     * The details of the change.
     *
     * @return for example {@code AmazonEKSEditPolicy in namespace team-a}
     */
    default String detail() {
        return match(ChangeText.DETAIL);
    }

    /**
     * The phase in which the change is made.
     *
     * @return {@link Phase#GRANT} for changes that only add access
     */
    default Phase phase() {
        return match(ChangePhase.CASES);
    }

    /**
     * Creates an entry without policies; each policy is associated by a change of its own.
     *
     * @param entry the entry to create
     * @param reason why the change is made
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
     * Changes the user name and the groups of an entry.
     *
     * @param before the entry as it is before this change
     * @param username the new user name
     * @param groups all groups after this change
     * @param reason why the change is made
     */
    record Update(AccessEntry before, String username, Set<String> groups, String reason) implements Change {

        /**
         * Keeps a sorted copy of the groups.
         *
         * @param before the entry as it is before this change
         * @param username the new user name
         * @param groups all groups after this change
         * @param reason why the change is made
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
     * Sets tags of an entry.
     *
     * @param before the entry as it is before this change
     * @param tags the tags that are new or get a new value
     * @param reason why the change is made
     */
    record Tag(AccessEntry before, Map<String, String> tags, String reason) implements Change {

        /**
         * Keeps a sorted copy of the tags.
         *
         * @param before the entry as it is before this change
         * @param tags the tags that are new or get a new value
         * @param reason why the change is made
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
     * Removes tags from an entry.
     *
     * @param before the entry as it is before this change
     * @param keys the keys of the tags to remove
     * @param reason why the change is made
     */
    record Untag(AccessEntry before, Set<String> keys, String reason) implements Change {

        /**
         * Keeps a sorted copy of the keys.
         *
         * @param before the entry as it is before this change
         * @param keys the keys of the tags to remove
         * @param reason why the change is made
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
     * Associates a policy with an entry.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param scope the new scope
     * @param reason why the change is made
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
     * Changes the scope of an associated policy in one call, without interrupting access.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param before the current scope
     * @param after the new scope
     * @param reason why the change is made
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
     * Disassociates a policy from an entry.
     *
     * @param principal the principal of the entry
     * @param policy the policy
     * @param scope the current scope
     * @param reason why the change is made
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
     * Deletes an entry together with its policies.
     *
     * @param before the entry as it is before this change
     * @param reason why the change is made
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
     * Deletes an entry and creates it again with all its policies: the only way to change its type, and the only way to
     * make a cluster recognize a principal that was recreated in IAM. There is no access in between.
     *
     * @param before the entry as it is before this change
     * @param after the entry to create, with its policies
     * @param reason why the change is made
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
