package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The blocks of Terraform's JSON syntax: wherever one body may stand, there may be a list of them, and the member {@code //} of a body
 * is a comment.
 */
final class Blocks {

    private static final String COMMENT = "//";

    private Blocks() {}

    /** The bodies that stand at a place. */
    static List<Field> bodies(Field field) {
        if (field.isList()) {
            return field.items().stream().flatMap(item -> bodies(item).stream()).toList();
        }
        return field.isEmpty() ? List.of() : List.of(field);
    }

    /** The members of a body, or of several that stand for one. */
    static void forEach(Field field, BiConsumer<String, Field> use) {
        bodies(field)
                .forEach(body -> body.members().forEach((name, member) -> {
                    if (!name.equals(COMMENT)) {
                        use.accept(name, member);
                    }
                }));
    }

    /** All bodies of one kind, by the names between the kind and the body. */
    static void labelled(Field field, int labels, BiConsumer<List<String>, Field> use) {
        labelled(field, List.of(), labels, use);
    }

    private static void labelled(Field field, List<String> names, int labels, BiConsumer<List<String>, Field> use) {
        if (names.size() == labels) {
            bodies(field).forEach(body -> use.accept(names, body));
        } else {
            forEach(
                    field,
                    (name, member) -> labelled(
                            member,
                            Stream.concat(names.stream(), Stream.of(name)).toList(),
                            labels,
                            use));
        }
    }
}
