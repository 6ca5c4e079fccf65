package io.github.accessentries.token;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The query parameters that a token may have. Any other makes it invalid. */
enum Parameter {
    ACTION("Action"),
    VERSION("Version"),
    ALGORITHM("X-Amz-Algorithm"),
    CREDENTIAL("X-Amz-Credential"),
    DATE("X-Amz-Date"),
    EXPIRES("X-Amz-Expires"),
    SECURITY_TOKEN("X-Amz-Security-Token"),
    SIGNATURE("X-Amz-Signature"),
    SIGNED_HEADERS("X-Amz-SignedHeaders");

    private static final Map<String, Parameter> BY_LOWER_CASE_NAME = Arrays.stream(values())
            .collect(toUnmodifiableMap(parameter -> lowerCase(parameter.text), Function.identity()));

    private final String text;

    Parameter(String text) {
        this.text = text;
    }

    static Optional<Parameter> named(String name) {
        return Optional.ofNullable(BY_LOWER_CASE_NAME.get(lowerCase(name)));
    }

    /**
     * Lower case for texts with one character per byte, none of which above ASCII has an ASCII letter as its lower
     * case.
     */
    static String lowerCase(String latin1) {
        return latin1.toLowerCase(Locale.ROOT);
    }

    /** The name as it is usually written. */
    @Override
    public String toString() {
        return text;
    }
}
