package io.github.accessentries.testkit.internal.kubernetes.body;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which objects travel. */
enum MediaType {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    /** Those that a body may have, by their names. */
    static final List<String> READABLE =
            Arrays.stream(values()).map(each -> each.mimeType).toList();

    private final String mimeType;

    MediaType(String mimeType) {
        this.mimeType = mimeType;
    }

    String mimeType() {
        return mimeType;
    }

    /** That of a body; one that names none is JSON. */
    static Optional<MediaType> ofBody(String contentType) {
        String bare = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return bare.isEmpty()
                ? Optional.of(JSON)
                : Arrays.stream(values())
                        .filter(each -> each.mimeType.equals(bare))
                        .findFirst();
    }
}
