package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a text without quotes says. CloudFormation reads YAML 1.1, in which {@code yes} is a truth value and {@code 0123}
 * is a number to the base of eight, and hands on what they mean, not what was written.
 */
final class UnquotedScalar {

    /** Threads may share it, since nothing is added to it. */
    private static final Resolver YAML_1_1 = new Resolver();

    private static final Set<String> TRUE = Set.of("yes", "true", "on");

    /** Numbers that everybody writes in the same way. */
    private static final Pattern ONE_WAY = Pattern.compile("0|-?[1-9][0-9]*|-?(0|[1-9][0-9]*)\\.[0-9]*[1-9]");

    private UnquotedScalar() {}

    /** What the text of a field says. */
    static String read(Field field) throws Unanswered {
        String text = field.text().orElse("");
        if (!field.isPlain()) {
            return text;
        }
        Tag tag = YAML_1_1.resolve(NodeId.scalar, text, true);
        if (tag.equals(Tag.BOOL)) {
            return String.valueOf(TRUE.contains(text.toLowerCase(Locale.ROOT)));
        }
        if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT))
                && !ONE_WAY.matcher(text).matches()) {
            throw new Unanswered("has " + PlainText.quoted(text) + " without quotes, which CloudFormation may read as"
                    + " another number; put it into quotes");
        }
        return text;
    }
}
