package io.github.accessentries.plan;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryType;
import java.util.Set;
import java.util.TreeSet;

/** Describes changes in words. */
final class ChangeText {

    static final ChangeCases<String> VERB = new Verb();
    static final ChangeCases<String> DETAIL = new Detail();

    private ChangeText() {}

    static String of(Change change) {
        return change.verb() + " " + change.principal() + ": " + change.detail() + " (" + change.reason() + ")";
    }

    private static final class Verb implements ChangeCases<String> {
        @Override
        public String create(Change.Create create) {
            return "create";
        }

        @Override
        public String update(Change.Update update) {
            return "update";
        }

        @Override
        public String tag(Change.Tag tag) {
            return "tag";
        }

        @Override
        public String untag(Change.Untag untag) {
            return "untag";
        }

        @Override
        public String associate(Change.Associate associate) {
            return "associate";
        }

        @Override
        public String rescope(Change.Rescope rescope) {
            return "rescope";
        }

        @Override
        public String disassociate(Change.Disassociate disassociate) {
            return "disassociate";
        }

        @Override
        public String delete(Change.Delete delete) {
            return "delete";
        }

        @Override
        public String replace(Change.Replace replace) {
            return "replace";
        }
    }

    private static final class Detail implements ChangeCases<String> {
        @Override
        public String create(Change.Create create) {
            DesiredEntry entry = create.entry();
            boolean named = entry.username().isPresent() || entry.type().isForNodes();
            return "entry of type " + entry.type()
                    + (named ? " as " + entry.usernameAsMade() : "")
                    + groups(entry.groupsAsMade())
                    + (entry.tags().isEmpty() ? "" : ", tags " + entry.tags());
        }

        @Override
        public String update(Change.Update update) {
            AccessEntry before = update.before();
            String name = update.username().equals(before.username())
                    ? ""
                    : "user name " + before.username() + " -> " + update.username();
            String members = update.groups().equals(before.groups())
                    ? ""
                    : "groups " + new TreeSet<>(before.groups()) + " -> " + update.groups();
            return name.isEmpty() || members.isEmpty() ? name + members : name + ", " + members;
        }

        @Override
        public String tag(Change.Tag tag) {
            return tag.tags().toString();
        }

        @Override
        public String untag(Change.Untag untag) {
            return untag.keys().toString();
        }

        @Override
        public String associate(Change.Associate associate) {
            return associate.policy() + " " + associate.scope();
        }

        @Override
        public String rescope(Change.Rescope rescope) {
            return rescope.policy() + " " + rescope.before() + " -> " + rescope.after();
        }

        @Override
        public String disassociate(Change.Disassociate disassociate) {
            return disassociate.policy() + " " + disassociate.scope();
        }

        @Override
        public String delete(Change.Delete delete) {
            AccessEntry before = delete.before();
            return "entry of type " + before.type() + " as " + before.username() + groups(before.groups())
                    + (before.policies().isEmpty() ? "" : ", policies " + before.policies());
        }

        @Override
        public String replace(Change.Replace replace) {
            EntryType type = replace.before().type();
            return (type.equals(replace.after().type())
                            ? "entry"
                            : "type " + type + " -> " + replace.after().type()) + ", then: " + replace.after();
        }

        private static String groups(Set<String> groups) {
            return groups.isEmpty() ? "" : ", groups " + new TreeSet<>(groups);
        }
    }
}
