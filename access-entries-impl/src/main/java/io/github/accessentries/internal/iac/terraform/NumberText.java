package io.github.accessentries.internal.iac.terraform;

import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as Terraform makes texts of them: without exponent, and without digits that say nothing. */
final class NumberText {

    /** Terraform computes with 512 bits, which are more digits than these. */
    private static final int MOST_DIGITS = 150;

    private NumberText() {}

    /**
     * The text of a number.
     *
     * @param literal the number, as it is written
     * @return its text; empty if it is none, or one that would have to be rounded, or to be written out beyond any use
     */
    static Optional<String> of(String literal) {
        BigDecimal value;
        try {
            value = new BigDecimal(literal);
        } catch (NumberFormatException beyond) {
            return Optional.empty();
        }
        if (value.signum() == 0) {
            // Terraform knows of a zero below zero.
            return literal.startsWith("-") ? Optional.empty() : Optional.of("0");
        }
        return Math.abs((long) value.scale()) + value.precision() > MOST_DIGITS
                ? Optional.empty()
                : Optional.of(value.stripTrailingZeros().toPlainString());
    }
}
