package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.iac.terraform.Expression.Reference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of what a block stands for, which may be several.
 *
 * @param key what tells it from the others, {@code null} if there are none
 * @param value what {@code each.value} is, {@code null} without {@code for_each} and where {@code each.value} is a resource
 * @param resource the resource that {@code each.value} is, of which only what is asked for needs to be known; otherwise {@code null}
 */
record Instance(
        @Nullable String key,
        @Nullable Field value,
        @Nullable Reference resource) {

    /** The only one, of a block without {@code count} and {@code for_each}. */
    static final Instance ONLY = new Instance(null, null, null);

    static Instance counted(int index) {
        return new Instance(String.valueOf(index), null, null);
    }

    static Instance each(String key, Field value) {
        return new Instance(key, value, null);
    }

    /** One for a resource of another block, which has {@code for_each} as well. */
    static Instance chained(String key, Reference block) {
        return new Instance(key, null, block.item(key));
    }

    private boolean isCounted() {
        return value == null && resource == null;
    }

    /** What stands behind the address of its block. */
    String suffix() {
        if (key == null) {
            return "";
        }
        return "[" + (isCounted() ? key : quoted(key)) + "]";
    }

    /** A key as Terraform writes it. */
    static String quoted(String key) {
        return '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What a name means only within the block; empty for any other. */
    Optional<Field> lookUp(String root, String attribute, Field at) {
        if (key == null) {
            return Optional.empty();
        }
        return switch (root + "." + attribute) {
            case "count.index" -> isCounted() ? Optional.of(at.withPlainText(key)) : Optional.empty();
            case "each.key" -> isCounted() ? Optional.empty() : Optional.of(at.withText(key));
            case "each.value" -> Optional.ofNullable(value).map(each -> each.at(at));
            default -> Optional.empty();
        };
    }
}
