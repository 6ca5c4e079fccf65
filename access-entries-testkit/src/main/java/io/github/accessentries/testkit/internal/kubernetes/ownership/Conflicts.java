package io.github.accessentries.testkit.internal.kubernetes.ownership;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields that an apply would change, and that others own. */
record Conflicts(SortedMap<Owner, FieldSet> fields) {

    /** Those of an apply. */
    static Conflicts of(ManagedFields managed, Owner applier, FieldSet written) {
        SortedMap<Owner, FieldSet> fields = new TreeMap<>();
        managed.entries().forEach((owner, entry) -> {
            FieldSet taken = entry.fields().and(written);
            if (!owner.equals(applier) && !taken.isEmpty()) {
                fields.put(owner, taken);
            }
        });
        return new Conflicts(fields);
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Those that are left when some fields may be taken. */
    Conflicts outside(FieldSet allowed) {
        SortedMap<Owner, FieldSet> left = new TreeMap<>();
        fields.forEach((owner, taken) -> {
            FieldSet rest = taken.minus(allowed);
            if (!rest.isEmpty()) {
                left.put(owner, rest);
            }
        });
        return new Conflicts(left);
    }

    /** The refusal, in Kubernetes' words. */
    ApiFault fault() {
        List<Cause> causes = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        fields.forEach((owner, taken) -> {
            lines.add("conflicts with " + owner + ":");
            for (String path : taken.paths()) {
                lines.add("- " + path);
                causes.add(new Cause("FieldManagerConflict", path, "conflict with " + owner));
            }
        });
        String message = causes.size() == 1
                ? "Apply failed with 1 conflict: " + causes.get(0).message() + ": "
                        + causes.get(0).field()
                : "Apply failed with " + causes.size() + " conflicts: " + String.join("\n", lines);
        return ApiFaults.applyConflict(message, causes);
    }
}
