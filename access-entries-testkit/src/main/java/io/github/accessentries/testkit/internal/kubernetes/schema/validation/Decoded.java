package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * An object as its kind has it.
 *
 * @param object the object, without what its kind does not know
 * @param problems what a strict reader would refuse, such as {@code unknown field "spec.foo"}; never a value
 */
public record Decoded(JsonObject object, List<String> problems) {

    /** Says what was wrong, not the object, which may be secret. */
    @Override
    public String toString() {
        return problems.toString();
    }
}
