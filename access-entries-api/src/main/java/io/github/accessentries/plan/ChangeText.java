package io.github.accessentries.plan;

/** A change on one line. */
final class ChangeText {

    private ChangeText() {}

    static String of(Change change) {
        return change.verb() + " " + change.principal() + ": " + change.detail() + " (" + change.reason() + ")";
    }
}
