package io.github.accessentries.plan;

import io.github.accessentries.EntryType;
import io.github.accessentries.internal.text.PlainText;

/** A desired entry in words. */
final class DesiredEntryText {

    private DesiredEntryText() {}

    static String of(DesiredEntry entry) {
        StringBuilder text = new StringBuilder(entry.principal().toString());
        if (!entry.type().equals(EntryType.STANDARD)) {
            text.append(" (").append(entry.type()).append(')');
        }
        entry.username().ifPresent(name -> text.append(" as ").append(PlainText.name(name)));
        if (!entry.groups().isEmpty()) {
            text.append(", groups [").append(PlainText.names(entry.groups())).append(']');
        }
        if (!entry.policies().isEmpty()) {
            text.append(", policies ")
                    .append(entry.policies().entrySet().stream()
                            .map(policy -> policy.getKey() + " " + policy.getValue())
                            .toList());
        }
        if (!entry.customPolicies().isEmpty()) {
            text.append(", custom policies ")
                    .append(entry.customPolicies().entrySet().stream()
                            .map(policy -> policy.getKey() + " " + policy.getValue())
                            .toList());
        }
        if (!entry.tags().isEmpty()) {
            text.append(", tags ").append(Tags.inWords(entry.tags()));
        }
        return text.toString();
    }
}
