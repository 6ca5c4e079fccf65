package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.iac.terraform.Expression.Items;
import io.github.accessentries.internal.iac.terraform.Expression.Literal;
import io.github.accessentries.internal.iac.terraform.Expression.Template;
import java.util.List;
import java.util.Optional;

/** Lists as they are given for something: like those of a configuration, with nothing to fill in. */
final class Literals {

    private Literals() {}

    /** The texts of a list such as {@code ["a", "b"]}; empty if it is none. */
    static Optional<List<String>> texts(String list) {
        if (!(ExpressionParser.expression(list) instanceof Items items)) {
            return Optional.empty();
        }
        List<String> texts =
                items.items().stream().flatMap(item -> text(item).stream()).toList();
        return texts.size() == items.items().size() ? Optional.of(texts) : Optional.empty();
    }

    private static Optional<String> text(Expression item) {
        return item instanceof Template template
                        && template.parts().size() == 1
                        && template.parts().get(0) instanceof Literal literal
                ? Optional.of(literal.value())
                : Optional.empty();
    }
}
