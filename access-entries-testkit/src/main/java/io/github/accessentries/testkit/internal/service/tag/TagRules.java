package io.github.accessentries.testkit.internal.service.tag;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which tags a resource may have. */
public final class TagRules {

    private static final int MOST = 50;
    private static final int MAX_KEY_LENGTH = 128;
    private static final int MAX_VALUE_LENGTH = 256;
    private static final String RESERVED_PREFIX = "aws:";

    private TagRules() {}

    /** What is wrong with the tags that a caller gives, if anything is. */
    public static Optional<String> objectionTo(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> objectionTo(tag.getKey(), tag.getValue()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> objectionToCount(tags));
    }

    /** The tags of something new, none if the caller gave none. */
    public static Map<String, String> onCreate(String cluster, @Nullable Map<String, String> given) {
        Map<String, String> tags = given == null ? Map.of() : given;
        objectionTo(tags).ifPresent(reason -> {
            throw UnverifiedFaults.tagsOnCreateInvalid(cluster, reason);
        });
        return sorted(tags);
    }

    private static Optional<String> objectionTo(String key, String value) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
            return Optional.of("A tag key must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
        if (value.length() > MAX_VALUE_LENGTH) {
            return Optional.of("A tag value must have at most " + MAX_VALUE_LENGTH + " characters");
        }
        if (isReserved(key)) {
            return Optional.of("A tag key must not begin with " + RESERVED_PREFIX + ": " + key);
        }
        return Optional.empty();
    }

    /** What is wrong with the number of tags, of which those that AWS sets do not count. */
    public static Optional<String> objectionToCount(Map<String, String> tags) {
        long count = tags.keySet().stream().filter(key -> !isReserved(key)).count();
        return count > MOST ? Optional.of("A resource has at most " + MOST + " tags") : Optional.empty();
    }

    /** An unmodifiable copy, in the order of the keys. */
    public static Map<String, String> sorted(Map<String, String> tags) {
        return Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    private static boolean isReserved(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX);
    }
}
