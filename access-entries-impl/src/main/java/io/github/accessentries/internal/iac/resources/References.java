package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Unanswered;
import java.util.Map;

/** What a reference leads to when the object is not in the file. */
final class References {

    private References() {}

    /**
     * The value that was given for it.
     *
     * @param address the object, as kind, namespace and name
     * @throws Unanswered if none was given
     */
    static String given(String address, Map<String, String> values) throws Unanswered {
        String value = values.get(address);
        if (value == null) {
            throw new Unanswered("refers to " + address
                    + ", which is not in this file or does not say it; give a value for " + address);
        }
        return value;
    }
}
