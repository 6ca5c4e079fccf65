package io.github.accessentries.plan;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.EntryType;
import io.github.accessentries.internal.text.PlainText;
import java.util.Set;
import java.util.TreeSet;

/** Describes changes in words. */
final class ChangeText {

    static final ChangeCases<String> VERB = new Verb();
    static final ChangeCases<String> DETAIL = new Detail();

    private ChangeText() {}

    static String of(Change change) {
        return change.verb() + " " + change.target() + ": " + change.detail() + " (" + PlainText.of(change.reason())
                + ")";
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

        @Override
        public String createObject(ObjectChange.Create create) {
            return "create";
        }

        @Override
        public String updateObject(ObjectChange.Update update) {
            return ObjectDetails.isSame(update.before(), update.object()) ? "label" : "update";
        }

        @Override
        public String deleteObject(ObjectChange.Delete delete) {
            return "delete";
        }

        @Override
        public String replaceObject(ObjectChange.Replace replace) {
            return "replace";
        }
    }

    private static final class Detail implements ChangeCases<String> {
        @Override
        public String create(Change.Create create) {
            DesiredEntry entry = create.entry();
            boolean named = entry.username().isPresent() || entry.type().isForNodes();
            return "entry of type " + entry.type()
                    + (named ? " as " + PlainText.name(entry.usernameAsMade()) : "")
                    + groups(entry.groupsAsMade())
                    + (entry.tags().isEmpty() ? "" : ", tags " + Tags.inWords(entry.tags()));
        }

        @Override
        public String update(Change.Update update) {
            AccessEntry before = update.before();
            String name = update.username().equals(before.username())
                    ? ""
                    : "user name " + PlainText.name(before.username()) + " -> " + PlainText.name(update.username());
            String members = update.groups().equals(before.groups())
                    ? ""
                    : "groups " + inWords(before.groups()) + " -> " + inWords(update.groups());
            return name.isEmpty() || members.isEmpty() ? name + members : name + ", " + members;
        }

        @Override
        public String tag(Change.Tag tag) {
            return Tags.inWords(tag.tags());
        }

        @Override
        public String untag(Change.Untag untag) {
            return inWords(untag.keys());
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
            return "entry of type " + before.type() + " as " + PlainText.name(before.username())
                    + groups(before.groups()) + (before.policies().isEmpty() ? "" : ", policies " + before.policies());
        }

        @Override
        public String replace(Change.Replace replace) {
            EntryType type = replace.before().type();
            return (type.equals(replace.after().type())
                            ? "entry"
                            : "type " + type + " -> " + replace.after().type()) + ", then: " + replace.after();
        }

        @Override
        public String createObject(ObjectChange.Create create) {
            return ObjectDetails.of(create.object());
        }

        @Override
        public String updateObject(ObjectChange.Update update) {
            return ObjectDetails.between(update.before(), update.object());
        }

        @Override
        public String deleteObject(ObjectChange.Delete delete) {
            return ObjectDetails.of(delete.object());
        }

        @Override
        public String replaceObject(ObjectChange.Replace replace) {
            return ObjectDetails.of(replace.before()) + " -> " + ObjectDetails.of(replace.object());
        }

        private static String inWords(Set<String> names) {
            return "[" + PlainText.names(new TreeSet<>(names)) + "]";
        }

        private static String groups(Set<String> groups) {
            return groups.isEmpty() ? "" : ", groups " + inWords(groups);
        }
    }
}
