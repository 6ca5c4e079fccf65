package io.github.accessentries.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar of YAML means to the cluster's reader: YAML 1.1, but without numbers to the base of 60, and with what Go
 * takes for a number. Dates stay text.
 */
final class ScalarMeaning {

    private static final String PREFIX = "tag:yaml.org,2002:";
    private static final String MERGE = PREFIX + "merge";
    private static final String STR = PREFIX + "str";
    private static final String BINARY = PREFIX + "binary";

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("\\.(nan|NaN|NAN)");
    private static final Pattern INFINITE = Pattern.compile("([-+]?)\\.(inf|Inf|INF)");
    private static final Pattern TIMESTAMP = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
            + "(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?(?:Z|[-+][0-9]{2}:[0-9]{2})"
            + "| +([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?)?");

    private ScalarMeaning() {}

    /** Whether a key says that what follows is merged into its mapping. */
    static boolean isMerge(YamlNode key) {
        return key instanceof YamlNode.Scalar scalar
                && scalar.text().equals("<<")
                && (scalar.plain() || MERGE.equals(scalar.tag()));
    }

    /**
     * What a scalar means.
     *
     * @param scalar the scalar
     * @return a text, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double} or {@code null}
     * @throws UnreadableYamlException if it has a tag that it does not fit
     */
    static @Nullable Object of(YamlNode.Scalar scalar) throws UnreadableYamlException {
        String tag = scalar.tag();
        if (tag == null) {
            return scalar.plain() ? resolved(scalar.text()) : scalar.text();
        }
        return switch (tag) {
            case STR -> scalar.text();
            case BINARY -> binary(scalar);
            case PREFIX + "bool", PREFIX + "int", PREFIX + "float", PREFIX + "null" -> tagged(tag, scalar);
            case PREFIX + "timestamp" -> {
                if (!isTimestamp(scalar.text())) {
                    throw doesNotFit(scalar, tag);
                }
                yield scalar.text();
            }
            default -> scalar.text();
        };
    }

    /**
     * What a scalar is where a text is asked for: what was written, whatever it means.
     *
     * @param scalar the scalar
     * @param meaning what it means
     * @return its text, empty for null
     */
    static String text(YamlNode.Scalar scalar, @Nullable Object meaning) {
        if (meaning == null) {
            return "";
        }
        return meaning instanceof String text ? text : scalar.text();
    }

    /** What a text means that has neither quotes nor a tag. */
    static @Nullable Object resolved(String text) {
        if (NULL.matcher(text).matches()) {
            return null;
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return TRUE.contains(text);
        }
        if (NOT_A_NUMBER.matcher(text).matches()) {
            return Double.NaN;
        }
        Matcher infinite = INFINITE.matcher(text);
        if (infinite.matches()) {
            return infinite.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        Number number = GoNumbers.parse(text);
        return number != null ? number : text;
    }

    private static @Nullable Object tagged(String tag, YamlNode.Scalar scalar) throws UnreadableYamlException {
        Object meaning = resolved(scalar.text());
        boolean fits = switch (tag.substring(PREFIX.length())) {
            case "bool" -> meaning instanceof Boolean;
            case "null" -> meaning == null;
            case "float" -> meaning instanceof Double || meaning instanceof Long;
            default -> meaning instanceof Number && !(meaning instanceof Double);
        };
        if (!fits) {
            throw doesNotFit(scalar, tag);
        }
        return tag.endsWith("float") && meaning instanceof Long whole ? (Object) whole.doubleValue() : meaning;
    }

    private static UnreadableYamlException doesNotFit(YamlNode.Scalar scalar, String tag) {
        return new UnreadableYamlException(
                "a value does not fit its tag !!" + tag.substring(PREFIX.length()), scalar.line());
    }

    private static boolean isTimestamp(String text) {
        Matcher parts = TIMESTAMP.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int group = parts.group(4) != null ? 4 : 7;
        try {
            LocalDate date = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            return parts.group(group) == null
                    || date.atTime(number(parts, group), number(parts, group + 1), number(parts, group + 2)) != null;
        } catch (DateTimeException noSuchTime) {
            return false;
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static String binary(YamlNode.Scalar scalar) throws UnreadableYamlException {
        String base64 = scalar.text().replace("\r", "").replace("\n", "");
        try {
            if (base64.length() % 4 != 0) {
                throw new IllegalArgumentException("no padding");
            }
            return decoded(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException noBase64) {
            throw new UnreadableYamlException("!!binary value contains invalid base64 data", scalar.line());
        }
    }

    /** Go replaces each byte that is no UTF-8, where Java would replace some together. */
    private static String decoded(byte[] utf8) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CharBuffer out = CharBuffer.allocate(utf8.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            in.get();
            out.put('\uFFFD');
            decoder.reset();
        }
    }
}
