package io.github.accessentries.plan;

import io.github.accessentries.internal.text.PlainText;
import java.util.Map;
import java.util.stream.Collectors;

/** Tags in words. */
final class Tags {

    private Tags() {}

    static String inWords(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> PlainText.name(tag.getKey()) + "=" + PlainText.name(tag.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
