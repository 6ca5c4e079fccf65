package io.github.accessentries.testkit.internal.kubernetes.body;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * What a request brought.
 *
 * @param json the object
 * @param problems what a strict reader would refuse: fields that stand more than once in their object, of which the last
 *     counts
 */
public record ReadBody(JsonObject json, List<String> problems) {

    /** Says what there was, not the object, which may be secret. */
    @Override
    public String toString() {
        return json.keySet().toString();
    }
}
