package io.github.accessentries.testkit.internal.kubernetes.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** In which form a client wants objects. All of them are JSON. */
public enum Representation {
    /** As they are. */
    OBJECT,
    /** As rows and columns. */
    TABLE,
    /** Their metadata alone. */
    METADATA;

    /**
     * What a client takes, out of what there is.
     *
     * @param accept the header {@code Accept}; empty means anything
     * @return the first of what it names that there is; empty if there is none of it
     */
    public static Optional<Representation> of(String accept) {
        if (accept.isBlank()) {
            return Optional.of(OBJECT);
        }
        return Arrays.stream(accept.split(","))
                .map(Representation::ofMediaType)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Representation> ofMediaType(String mediaType) {
        String[] parts = mediaType.split(";");
        String bare = parts[0].strip().toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json") && !bare.equals("application/*") && !bare.equals("*/*")) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        String as = parameters.getOrDefault("as", "");
        if (as.isEmpty()) {
            return Optional.of(OBJECT);
        }
        boolean isKnown = parameters.getOrDefault("g", "").equals("meta.k8s.io")
                && parameters.getOrDefault("v", "").equals("v1");
        return switch (isKnown ? as : "") {
            case "Table" -> Optional.of(TABLE);
            case "PartialObjectMetadata", "PartialObjectMetadataList" -> Optional.of(METADATA);
            default -> Optional.empty();
        };
    }
}
