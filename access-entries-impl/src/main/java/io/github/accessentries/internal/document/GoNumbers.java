package io.github.accessentries.internal.document;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster's reader takes for a number: whole numbers as Go's source has them, octal after a zero too, and
 * decimal fractions; underscores may stand anywhere but in front.
 */
final class GoNumbers {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger LARGEST_UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);

    /** More digits than any number has that is not too large, whatever its base. */
    private static final int MOST_DIGITS = 400;

    /** Below and from here on, Go writes a number with an exponent. */
    private static final int LEAST_EXPONENT = -4;

    private static final int MOST_EXPONENT = 6;

    private GoNumbers() {}

    /**
     * Reads a plain text.
     *
     * @param text the text
     * @return a {@code Long}, a {@code BigInteger} beyond that, or a {@code Double}; {@code null} if it is no number
     */
    static @Nullable Number parse(String text) {
        if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        if (text.charAt(0) == '.') {
            return decimal(text);
        }
        String digits = text.replace("_", "");
        Number whole = whole(digits);
        return whole != null ? whole : decimal(digits);
    }

    /** What is too large for 64 bits is read as a fraction if it is decimal, and otherwise is text. */
    private static @Nullable Number whole(String text) {
        int sign = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int radix = radix(text, sign);
        int prefix = switch (radix) {
            case 2, 16 -> 2;
            case 8 -> Character.isDigit(text.charAt(sign + 1)) ? 1 : 2;
            default -> 0;
        };
        String digits = withoutZeros(text.substring(sign + prefix));
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !areDigits(digits, radix)) {
            return null;
        }
        BigInteger size = new BigInteger(digits, radix);
        BigInteger value = text.charAt(0) == '-' ? size.negate() : size;
        if (value.bitLength() < Long.SIZE && value.compareTo(SMALLEST) >= 0) {
            return value.longValueExact();
        }
        boolean unsigned = sign == 0 && value.compareTo(LARGEST_UNSIGNED) <= 0;
        return unsigned ? value : null;
    }

    private static int radix(String text, int at) {
        if (text.length() - at < 2 || text.charAt(at) != '0') {
            return 10;
        }
        return switch (text.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static String withoutZeros(String digits) {
        int first = 0;
        while (first < digits.length() - 1 && digits.charAt(first) == '0') {
            first++;
        }
        return digits.substring(first);
    }

    private static boolean areDigits(String text, int radix) {
        return text.chars().allMatch(character -> character < 0x80 && Character.digit(character, radix) >= 0);
    }

    private static @Nullable Double decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : Double.valueOf(value);
    }

    /**
     * A fraction as a key, for which it loses half of its digits.
     *
     * @param number the number
     * @return its text
     */
    static String text(double number) {
        float half = (float) number;
        if (Float.isNaN(half)) {
            return ".nan";
        }
        if (Float.isInfinite(half)) {
            return half > 0 ? ".inf" : "-.inf";
        }
        BigDecimal shortest = new BigDecimal(Float.toString(half)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (half != 0 && (exponent < LEAST_EXPONENT || exponent >= MOST_EXPONENT)) {
            String digits = shortest.unscaledValue().abs().toString();
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return (half < 0 ? "-" : "") + digits.charAt(0) + fraction + String.format(Locale.ROOT, "e%+03d", exponent);
        }
        return half == 0 ? "0" : shortest.toPlainString();
    }
}
