package io.github.accessentries.testkit.internal.kubernetes.patch;

import java.util.Arrays;
import java.util.Optional;

/** The ways in which a body says what to change. */
public enum PatchType {
    /** Single operations, RFC 6902. */
    JSON("application/json-patch+json"),
    /** What stands in it replaces, null removes, RFC 7386. */
    MERGE("application/merge-patch+json"),
    /** A merge patch that knows which lists have keys; for Kubernetes' own kinds only. */
    STRATEGIC("application/strategic-merge-patch+json"),
    /** Server-side apply. */
    APPLY("application/apply-patch+yaml");

    private final String mediaType;

    PatchType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The type that a request names in its {@code Content-Type}. */
    public String mediaType() {
        return mediaType;
    }

    /** That of a media type, parameters aside. */
    public static Optional<PatchType> of(String contentType) {
        String bare = contentType.split(";", 2)[0].strip();
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equalsIgnoreCase(bare))
                .findFirst();
    }
}
