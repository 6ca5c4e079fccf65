package io.github.accessentries.audit;

import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Events in words. Names in them are plain text. */
final class EventWords {

    private EventWords() {}

    static String change(AccessEvent event) {
        return switch (event.kind()) {
            case ENTRY_CREATED -> "made the entry" + details(event);
            case ENTRY_UPDATED -> "updated the entry" + details(event);
            case ENTRY_DELETED -> "deleted the entry";
            case POLICY_ASSOCIATED ->
                "associated " + policy(event)
                        + event.scope().map(scope -> " " + scope).orElse("");
            case POLICY_DISASSOCIATED -> "disassociated " + policy(event);
            case ENTRY_TAGGED -> "tagged the entry [" + tags(event.tags()) + "]";
            case ENTRY_UNTAGGED -> "removed tags [" + PlainText.names(event.removedTagKeys()) + "]";
            case MODE_CHANGED ->
                "changed the authentication mode to "
                        + event.mode().map(PlainText::name).orElse("an unknown one");
            case CLUSTER_CREATED -> "created the cluster" + administrator(event);
            case CLUSTER_DELETED -> "deleted the cluster";
        };
    }

    private static String policy(AccessEvent event) {
        return event.policy().map(policy -> PlainText.name(policy.toString())).orElse("an unknown policy");
    }

    private static String administrator(AccessEvent event) {
        String mode =
                event.mode().map(name -> " in mode " + PlainText.name(name)).orElse("");
        return mode
                + event.bootstrapsCreator()
                        .map(creator -> creator ? ", with its creator as administrator" : ", without an administrator")
                        .orElse("");
    }

    private static String details(AccessEvent event) {
        List<String> details = new ArrayList<>();
        event.type().ifPresent(type -> details.add("type " + PlainText.name(type.name())));
        event.username().ifPresent(name -> details.add("as " + PlainText.name(name)));
        event.groups()
                .filter(groups -> !groups.isEmpty())
                .ifPresent(groups -> details.add(
                        "groups [" + PlainText.names(groups.stream().sorted().toList()) + "]"));
        if (!event.tags().isEmpty()) {
            details.add("tags [" + tags(event.tags()) + "]");
        }
        return details.isEmpty() ? "" : ": " + String.join(", ", details);
    }

    static String tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(tag -> PlainText.name(tag.getKey()) + "=" + PlainText.name(tag.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Whom and where, as a sentence goes on. */
    static String about(AccessEvent event) {
        return event.principal()
                        .map(principal -> " of " + principal)
                        .or(() -> event.entryArn().map(arn -> " of " + PlainText.name(arn)))
                        .orElse("")
                + event.cluster()
                        .map(name -> " on cluster " + PlainText.name(name))
                        .orElse("");
    }

    /** Whom, in a column of its own. */
    static String whom(AccessEvent event) {
        return event.principal()
                .map(Object::toString)
                .or(() -> event.entryArn().map(PlainText::name))
                .orElse("-");
    }
}
