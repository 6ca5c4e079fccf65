package io.github.accessentries.internal.iac.manifest;

import io.github.accessentries.internal.field.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All that is not known of a value, so that whoever has to say it is asked once. Not thread-safe. */
final class Gaps {

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> reasons = new LinkedHashSet<>();

    /** Something that has a name, and would have a value if one was given. */
    void addName(String name) {
        names.add(name);
    }

    /** Something else, in a sentence without its subject. */
    void addReason(String reason) {
        reasons.add(reason);
    }

    boolean areNone() {
        return names.isEmpty() && reasons.isEmpty();
    }

    /**
     * Ends where something is not known.
     *
     * @throws Unanswered with everything
     */
    void refuse() throws Unanswered {
        List<String> all = new ArrayList<>();
        if (names.size() == 1) {
            all.add("nothing says what " + names.iterator().next() + " is; give a value for it");
        } else if (!names.isEmpty()) {
            List<String> each = List.copyOf(names);
            int last = each.size() - 1;
            all.add("nothing says what " + String.join(", ", each.subList(0, last)) + " and " + each.get(last)
                    + " are; give values for them");
        }
        all.addAll(reasons);
        if (!all.isEmpty()) {
            throw new Unanswered(String.join(", and ", all));
        }
    }
}
