package io.github.accessentries.testkit.internal.service.trust;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One condition of a statement.
 *
 * @param operator how values are compared
 * @param ifExists whether a request without the key passes
 * @param key the name of the key, in whatever letter case
 * @param values any of which may match
 */
public record TrustCondition(Operator operator, boolean ifExists, String key, List<String> values) {

    private static final String IF_EXISTS = "IfExists";

    /** The comparisons that are played. */
    public enum Operator {
        /** The same text. */
        STRING_EQUALS("StringEquals", false, false),
        /** Another text. */
        STRING_NOT_EQUALS("StringNotEquals", false, true),
        /** A text with {@code *} and {@code ?}. */
        STRING_LIKE("StringLike", true, false),
        /** A text that does not look so. */
        STRING_NOT_LIKE("StringNotLike", true, true),
        /** An ARN, which may have {@code *} and {@code ?}, too. */
        ARN_EQUALS("ArnEquals", true, false),
        /** An ARN with {@code *} and {@code ?}. */
        ARN_LIKE("ArnLike", true, false),
        /** True or false. */
        BOOL("Bool", false, false);

        private final String text;
        private final boolean wildcards;
        private final boolean negated;

        Operator(String text, boolean wildcards, boolean negated) {
            this.text = text;
            this.wildcards = wildcards;
            this.negated = negated;
        }

        private boolean holds(String actual, List<String> expected) {
            boolean any = expected.stream().anyMatch(each -> matches(actual, each));
            return any != negated;
        }

        private boolean matches(String actual, String expected) {
            if (this == BOOL) {
                return actual.equalsIgnoreCase(expected);
            }
            return wildcards ? Wildcards.match(expected, actual) : actual.equals(expected);
        }
    }

    /**
     * A condition by the name of its operator.
     *
     * @param operator for example {@code StringEqualsIfExists}
     * @return the condition, empty if the operator is not played
     */
    public static Optional<TrustCondition> of(String operator, String key, List<String> values) {
        boolean ifExists = operator.endsWith(IF_EXISTS);
        String plain = ifExists ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator;
        for (Operator each : Operator.values()) {
            if (each.text.equals(plain)) {
                return Optional.of(new TrustCondition(each, ifExists, key, List.copyOf(values)));
            }
        }
        return Optional.empty();
    }

    /** Without the key, only what is negated or lenient holds. */
    boolean holds(Map<String, String> context) {
        String actual = context.get(key.toLowerCase(Locale.ROOT));
        return actual == null ? ifExists || operator.negated : operator.holds(actual, values);
    }

    /** Texts with {@code *} for any run of characters and {@code ?} for one. */
    static final class Wildcards {

        private static final Pattern PART = Pattern.compile("[*?]|[^*?]+");

        private Wildcards() {}

        static boolean match(String pattern, String text) {
            String form = PART.matcher(pattern).replaceAll(part -> switch (part.group()) {
                case "*" -> ".*";
                case "?" -> ".";
                default -> java.util.regex.Matcher.quoteReplacement(Pattern.quote(part.group()));
            });
            return Pattern.compile(form, Pattern.DOTALL).matcher(text).matches();
        }
    }
}
