package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of what a block stands for, which may be several.
 *
 * @param key what tells it from the others, {@code null} if there are none
 * @param value what {@code each.value} is, {@code null} without {@code for_each}
 */
record Instance(@Nullable String key, @Nullable Field value) {

    /** The only one, of a block without {@code count} and {@code for_each}. */
    static final Instance ONLY = new Instance(null, null);

    static Instance counted(int index) {
        return new Instance(String.valueOf(index), null);
    }

    static Instance each(String key, Field value) {
        return new Instance(key, value);
    }

    /** What stands behind the address of its block. */
    String suffix() {
        if (key == null) {
            return "";
        }
        return "[" + (value == null ? key : quoted(key)) + "]";
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
            case "count.index" -> value == null ? Optional.of(at.withPlainText(key)) : Optional.empty();
            case "each.key" -> value == null ? Optional.empty() : Optional.of(at.withText(key));
            case "each.value" -> Optional.ofNullable(value).map(each -> each.at(at));
            default -> Optional.empty();
        };
    }
}
