package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a parameter says of the values that may be given for it.
 *
 * @param name its name
 * @param parameter how it is declared
 */
record ParameterRules(String name, Field parameter) {

    /** A number with a large exponent would take for ever once it is compared. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})");

    /** Notes as faults what CloudFormation would refuse of a value. */
    void check(String text) {
        checkAllowed(text);
        if (is("Type", "Number")) {
            checkNumber(text);
        } else {
            checkLength(text);
            // An empty default often stands for no value, but a value that was given is held against the pattern.
            member("AllowedPattern")
                    .filter(pattern -> !BoundedPattern.mayMatch(pattern, text))
                    .ifPresent(pattern -> refuse(
                            text, "its AllowedPattern is " + PlainText.quoted(pattern) + "; give one that matches it"));
        }
    }

    /** Notes as faults what CloudFormation would refuse of a list; what its pattern is held against, nobody says. */
    void check(List<String> items) {
        items.forEach(this::checkAllowed);
    }

    private void checkAllowed(String text) {
        List<Field> values = parameter
                .member("AllowedValues")
                .filter(Field::isList)
                .map(Field::items)
                .orElse(List.of());
        List<String> allowed =
                values.stream().flatMap(value -> known(value).stream()).toList();
        // One that CloudFormation may read in another way may be the one that was given.
        if (!values.isEmpty() && allowed.size() == values.size() && !allowed.contains(text)) {
            refuse(
                    text,
                    "its AllowedValues do not have that; give one of "
                            + (isSecret() ? "them" : PlainText.names(allowed)));
        }
    }

    private void checkNumber(String text) {
        Optional<BigDecimal> number = number(text);
        if (number.isEmpty()) {
            refuse(text, "its type is Number; give a number");
            return;
        }
        limit("MinValue", least -> number.get().compareTo(least) >= 0, text);
        limit("MaxValue", most -> number.get().compareTo(most) <= 0, text);
    }

    private void checkLength(String text) {
        BigDecimal length = BigDecimal.valueOf(text.length());
        limit("MinLength", least -> length.compareTo(least) >= 0, text);
        limit("MaxLength", most -> length.compareTo(most) <= 0, text);
    }

    private void limit(String rule, Predicate<BigDecimal> isKept, String text) {
        member(rule)
                .flatMap(ParameterRules::number)
                .filter(limit -> !isKept.test(limit))
                .ifPresent(
                        limit -> refuse(text, "its " + rule + " is " + limit.toPlainString() + "; give another one"));
    }

    private static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    private boolean is(String member, String value) {
        return member(member).filter(value::equals).isPresent();
    }

    /** What hides a value may be written in many ways. */
    boolean isSecret() {
        return parameter
                .member("NoEcho")
                .filter(flag -> known(flag).filter("false"::equals).isEmpty())
                .isPresent();
    }

    private Optional<String> member(String member) {
        return parameter.member(member).flatMap(ParameterRules::known);
    }

    /** A text as CloudFormation reads it; empty if nobody knows how. */
    private static Optional<String> known(Field field) {
        try {
            return field.isText() ? Optional.of(UnquotedScalar.read(field)) : Optional.empty();
        } catch (Unanswered unknown) {
            return Optional.empty();
        }
    }

    /** What is not to be echoed is not told here either. */
    private void refuse(String text, String reason) {
        parameter.fault("does not allow " + (isSecret() ? "the value that was given for it" : PlainText.quoted(text))
                + ": " + reason);
    }
}
