package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonPrimitive;
import java.util.Comparator;

/**
 * Who owns fields, and how they came to. Whoever updates in two versions counts as two.
 *
 * @param manager the name it goes by
 * @param applies whether it applies, in place of updating
 * @param apiVersion the version in which it updates; empty for whoever applies
 * @param subresource the part of the object that it writes, empty for the object itself
 */
record Owner(String manager, boolean applies, String apiVersion, String subresource) implements Comparable<Owner> {

    private static final Comparator<Owner> ORDER = Comparator.comparing(Owner::manager)
            .thenComparing(Owner::operation)
            .thenComparing(Owner::apiVersion)
            .thenComparing(Owner::subresource);

    static Owner applying(FieldManager by) {
        return new Owner(by.name(), true, "", by.subresource());
    }

    static Owner updating(FieldManager by) {
        return new Owner(by.name(), false, by.type().apiVersion(), by.subresource());
    }

    String operation() {
        return applies ? "Apply" : "Update";
    }

    @Override
    public int compareTo(Owner other) {
        return ORDER.compare(this, other);
    }

    /** The owner as refusals name it. */
    @Override
    public String toString() {
        String name = new JsonPrimitive(manager).toString();
        String part = subresource.isEmpty() ? "" : " with subresource " + new JsonPrimitive(subresource);
        return name + part + (applies ? "" : " using " + apiVersion);
    }
}
