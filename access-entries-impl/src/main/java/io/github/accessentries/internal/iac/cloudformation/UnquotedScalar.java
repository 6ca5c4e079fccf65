package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a text without quotes says. CloudFormation reads YAML 1.1, in which {@code yes} is a truth value and {@code 0123}
 * is a number to the base of eight, and hands on what they mean, not what was written. Dates are no values of their own to it.
 */
final class UnquotedScalar {

    /** Threads may share it, since nothing is added to it. */
    private static final Resolver YAML_1_1 = new Resolver();

    private static final Set<String> TRUE = Set.of("yes", "true", "on");

    /** Not to the base of eight because of an 8 or a 9, and so a text to some readers and a shorter number to others. */
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");

    /** Numbers that everybody writes in the same way. */
    private static final Pattern ONE_WAY =
            Pattern.compile("0|-?[1-9][0-9]{0,17}|-?(0|[1-9][0-9]{0,6})\\.[0-9]{0,7}[1-9]");

    private UnquotedScalar() {}

    /** What the text of a field says. */
    static String read(Field field) throws Unanswered {
        String text = field.text().orElse("");
        return isUntold(field) ? read(text) : text;
    }

    /** What a text without quotes says. */
    static String read(String text) throws Unanswered {
        Tag tag = YAML_1_1.resolve(NodeId.scalar, text, true);
        if (tag.equals(Tag.BOOL)) {
            return String.valueOf(TRUE.contains(text.toLowerCase(Locale.ROOT)));
        }
        boolean isNumber = tag.equals(Tag.INT)
                || tag.equals(Tag.FLOAT)
                || LEADING_ZERO.matcher(text).matches();
        if (isNumber && !ONE_WAY.matcher(text).matches()) {
            throw new Unanswered("has " + PlainText.quoted(text) + " without quotes, which CloudFormation may read as"
                    + " another number; put it into quotes");
        }
        return text;
    }

    /** Whether a text without quotes is a number or a truth value, be it known which. */
    static boolean isOne(Field field) {
        if (!isUntold(field)) {
            return false;
        }
        Optional<String> text = field.text();
        try {
            Tag tag = YAML_1_1.resolve(NodeId.scalar, text.orElse(""), true);
            return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) || !text.equals(Optional.of(read(field)));
        } catch (Unanswered ambiguous) {
            return true;
        }
    }

    /** The argument of a function in its short form is a text. */
    private static boolean isUntold(Field field) {
        return field.isPlain() && field.function().isEmpty();
    }
}
