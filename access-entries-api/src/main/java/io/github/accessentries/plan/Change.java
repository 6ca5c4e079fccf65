package io.github.accessentries.plan;

import static java.util.Objects.requireNonNull;

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
 * One change to what gives access: to the access entry of one principal, or to one object of RBAC, with its reason and a
 * readable text. A change either adds or removes something; where both are needed, there are two changes.
 */
public sealed interface Change permits EntryChange, ObjectChange {

    /** When a change is made; the phases follow each other in this order. */
    enum Phase {
        /** Changes that only add access. */
        GRANT,
        /** Entries that have to be deleted and created again, so that their principal has no access for a moment. */
        REPLACE,
        /** Changes that remove access. */
        REMOVE
    }

    /** {@return what is changed: the ARN of the entry's principal, or kind and name of an object} */
    String target();

    /** {@return why the change is made: a phrase, for example {@code not listed}} */
    String reason();

    /**
     * Calls the case for the kind of this change.
     *
     * @param cases one case for each kind
     * @param <T> the result of the cases
     * @return the result of the case
     */
    <T> T match(ChangeCases<T> cases);

    /** {@return the kind of the change: a verb, for example {@code associate}} */
    default String verb() {
        return match(ChangeText.VERB);
    }

    /** {@return the details of the change, for example {@code AmazonEKSEditPolicy in namespace team-a}} */
    default String detail() {
        return match(ChangeText.DETAIL);
    }

    /** {@return the phase in which the change is made, {@link Phase#GRANT} for changes that only add access} */
    default Phase phase() {
        return match(ChangePhase.CASES);
    }

    /**
     * Creates an entry without policies; each policy is associated by a change of its own.
     *
     * @param entry the entry to create
     * @param reason why the change is made
     */
    record Create(DesiredEntry entry, String reason) implements EntryChange {

        /**
         * Requires all parts.
         *
         * @param entry the entry to create
         * @param reason why the change is made
         */
        public Create {
            requireNonNull(entry, "entry");
            requireNonNull(reason, "reason");
        }

        @Override
        public PrincipalArn principal() {
            return entry.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").create(this);
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
    record Update(AccessEntry before, String username, Set<String> groups, String reason) implements EntryChange {

        /**
         * Keeps a sorted copy of the groups.
         *
         * @param before the entry as it is before this change
         * @param username the new user name
         * @param groups all groups after this change
         * @param reason why the change is made
         */
        public Update {
            requireNonNull(before, "before");
            requireNonNull(username, "username");
            requireNonNull(reason, "reason");
            groups = Collections.unmodifiableSet(new TreeSet<>(requireNonNull(groups, "groups")));
        }

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").update(this);
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
    record Tag(AccessEntry before, Map<String, String> tags, String reason) implements EntryChange {

        /**
         * Keeps a sorted copy of the tags.
         *
         * @param before the entry as it is before this change
         * @param tags the tags that are new or get a new value
         * @param reason why the change is made
         */
        public Tag {
            requireNonNull(before, "before");
            requireNonNull(reason, "reason");
            tags = Collections.unmodifiableMap(new TreeMap<>(requireNonNull(tags, "tags")));
        }

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").tag(this);
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
    record Untag(AccessEntry before, Set<String> keys, String reason) implements EntryChange {

        /**
         * Keeps a sorted copy of the keys.
         *
         * @param before the entry as it is before this change
         * @param keys the keys of the tags to remove
         * @param reason why the change is made
         */
        public Untag {
            requireNonNull(before, "before");
            requireNonNull(reason, "reason");
            keys = Collections.unmodifiableSet(new TreeSet<>(requireNonNull(keys, "keys")));
        }

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").untag(this);
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
    record Associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope, String reason)
            implements EntryChange {

        /**
         * Requires all parts.
         *
         * @param principal the principal of the entry
         * @param policy the policy
         * @param scope the new scope
         * @param reason why the change is made
         */
        public Associate {
            requireNonNull(principal, "principal");
            requireNonNull(policy, "policy");
            requireNonNull(scope, "scope");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").associate(this);
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
            implements EntryChange {

        /**
         * Requires all parts.
         *
         * @param principal the principal of the entry
         * @param policy the policy
         * @param before the current scope
         * @param after the new scope
         * @param reason why the change is made
         */
        public Rescope {
            requireNonNull(principal, "principal");
            requireNonNull(policy, "policy");
            requireNonNull(before, "before");
            requireNonNull(after, "after");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").rescope(this);
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
            implements EntryChange {

        /**
         * Requires all parts.
         *
         * @param principal the principal of the entry
         * @param policy the policy
         * @param scope the current scope
         * @param reason why the change is made
         */
        public Disassociate {
            requireNonNull(principal, "principal");
            requireNonNull(policy, "policy");
            requireNonNull(scope, "scope");
            requireNonNull(reason, "reason");
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").disassociate(this);
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
    record Delete(AccessEntry before, String reason) implements EntryChange {

        /**
         * Requires all parts.
         *
         * @param before the entry as it is before this change
         * @param reason why the change is made
         */
        public Delete {
            requireNonNull(before, "before");
            requireNonNull(reason, "reason");
        }

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").delete(this);
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
    record Replace(AccessEntry before, DesiredEntry after, String reason) implements EntryChange {

        /**
         * Requires all parts.
         *
         * @param before the entry as it is before this change
         * @param after the entry to create, with its policies
         * @param reason why the change is made
         */
        public Replace {
            requireNonNull(before, "before");
            requireNonNull(after, "after");
            requireNonNull(reason, "reason");
        }

        @Override
        public PrincipalArn principal() {
            return after.principal();
        }

        @Override
        public <T> T match(ChangeCases<T> cases) {
            return requireNonNull(cases, "cases").replace(this);
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }
}
