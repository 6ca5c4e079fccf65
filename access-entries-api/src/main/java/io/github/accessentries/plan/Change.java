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

/** One step of a plan, about one principal. Each has its reason, and a text that a person can read. */
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
     * What is done.
     *
     * @return one word or two, for example {@code associate}
     */
    String verb();

    /**
     * What it is done with.
     *
     * @return for example {@code AmazonEKSEditPolicy in namespace team-a}
     */
    String detail();

    /**
     * When it is done.
     *
     * @return {@link Phase#GRANT} for what only adds
     */
    Phase phase();

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
        public String verb() {
            return "create";
        }

        @Override
        public String detail() {
            return "entry of type " + entry.type()
                    + entry.username().map(name -> " as " + name).orElse("")
                    + (entry.groups().isEmpty() ? "" : ", groups " + entry.groups())
                    + (entry.tags().isEmpty() ? "" : ", tags " + entry.tags());
        }

        @Override
        public Phase phase() {
            return Phase.GRANT;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Changes user name and groups.
     *
     * @param before the entry as it was read
     * @param username the user name that it gets
     * @param groups all groups that it gets
     * @param reason why
     */
    record Update(AccessEntry before, String username, Set<String> groups, String reason) implements Change {

        /**
         * Keeps a sorted copy of the groups.
         *
         * @param before the entry as it was read
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
        public String verb() {
            return "update";
        }

        @Override
        public String detail() {
            String name =
                    username.equals(before.username()) ? "" : "user name " + before.username() + " -> " + username;
            String members =
                    groups.equals(before.groups()) ? "" : "groups " + new TreeSet<>(before.groups()) + " -> " + groups;
            return name.isEmpty() || members.isEmpty() ? name + members : name + ", " + members;
        }

        /** A binding may name the old user name or a group that goes, so only more groups take nothing away. */
        @Override
        public Phase phase() {
            return username.equals(before.username()) && groups.containsAll(before.groups())
                    ? Phase.GRANT
                    : Phase.REMOVE;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Sets tags.
     *
     * @param before the entry as it was read
     * @param tags the tags that are new or get another value
     * @param reason why
     */
    record Tag(AccessEntry before, Map<String, String> tags, String reason) implements Change {

        /**
         * Keeps a sorted copy of the tags.
         *
         * @param before the entry as it was read
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
        public String verb() {
            return "tag";
        }

        @Override
        public String detail() {
            return tags.toString();
        }

        @Override
        public Phase phase() {
            return Phase.GRANT;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Takes tags.
     *
     * @param before the entry as it was read
     * @param keys the keys of the tags that go
     * @param reason why
     */
    record Untag(AccessEntry before, Set<String> keys, String reason) implements Change {

        /**
         * Keeps a sorted copy of the keys.
         *
         * @param before the entry as it was read
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
        public String verb() {
            return "untag";
        }

        @Override
        public String detail() {
            return keys.toString();
        }

        @Override
        public Phase phase() {
            return Phase.REMOVE;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Gives a policy.
     *
     * @param principal whose entry
     * @param policy the policy
     * @param scope where it will hold
     * @param reason why
     */
    record Associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope, String reason) implements Change {

        @Override
        public String verb() {
            return "associate";
        }

        @Override
        public String detail() {
            return policy + " " + scope;
        }

        @Override
        public Phase phase() {
            return Phase.GRANT;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Gives a policy another scope, in one call and without a gap.
     *
     * @param principal whose entry
     * @param policy the policy
     * @param before where it holds now
     * @param after where it will hold
     * @param reason why
     */
    record Rescope(PrincipalArn principal, AccessPolicy policy, AccessScope before, AccessScope after, String reason)
            implements Change {

        @Override
        public String verb() {
            return "rescope";
        }

        @Override
        public String detail() {
            return policy + " " + before + " -> " + after;
        }

        @Override
        public Phase phase() {
            return after.covers(before) ? Phase.GRANT : Phase.REMOVE;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Takes a policy.
     *
     * @param principal whose entry
     * @param policy the policy
     * @param scope where it holds now
     * @param reason why
     */
    record Disassociate(PrincipalArn principal, AccessPolicy policy, AccessScope scope, String reason)
            implements Change {

        @Override
        public String verb() {
            return "disassociate";
        }

        @Override
        public String detail() {
            return policy + " " + scope;
        }

        @Override
        public Phase phase() {
            return Phase.REMOVE;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }

    /**
     * Deletes an entry with its policies.
     *
     * @param before the entry as it was read
     * @param reason why
     */
    record Delete(AccessEntry before, String reason) implements Change {

        @Override
        public PrincipalArn principal() {
            return before.principal();
        }

        @Override
        public String verb() {
            return "delete";
        }

        @Override
        public String detail() {
            return "entry of type " + before.type() + " as " + before.username()
                    + (before.groups().isEmpty() ? "" : ", groups " + new TreeSet<>(before.groups()))
                    + (before.policies().isEmpty() ? "" : ", policies " + before.policies());
        }

        @Override
        public Phase phase() {
            return Phase.REMOVE;
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
     * @param before the entry as it was read
     * @param after the entry to make, with its policies
     * @param reason why
     */
    record Replace(AccessEntry before, DesiredEntry after, String reason) implements Change {

        @Override
        public PrincipalArn principal() {
            return after.principal();
        }

        @Override
        public String verb() {
            return "replace";
        }

        @Override
        public String detail() {
            return (before.type().equals(after.type()) ? "entry" : "type " + before.type() + " -> " + after.type())
                    + ", then: " + after;
        }

        @Override
        public Phase phase() {
            return Phase.REPLACE;
        }

        @Override
        public String toString() {
            return ChangeText.of(this);
        }
    }
}
