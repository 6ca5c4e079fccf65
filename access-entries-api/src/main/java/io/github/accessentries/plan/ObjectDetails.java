package io.github.accessentries.plan;

import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an object of RBAC gives, and how two states of it differ, in words. */
final class ObjectDetails {

    private ObjectDetails() {}

    static String of(RbacObject object) {
        return object instanceof RbacBinding binding
                ? roleOf(binding) + " to " + inWords(binding.subjects())
                : "may " + inWords(parts(object));
    }

    static String between(RbacObject before, RbacObject after) {
        List<Object> added = new ArrayList<>(parts(after));
        added.removeAll(parts(before));
        List<Object> removed = new ArrayList<>(parts(before));
        removed.removeAll(parts(after));
        List<String> words = new ArrayList<>();
        if (after instanceof RbacBinding binding) {
            words.add(roleOf(binding));
        }
        if (!added.isEmpty()) {
            words.add("+ " + inWords(added));
        }
        if (!removed.isEmpty()) {
            words.add("- " + inWords(removed));
        }
        if (added.isEmpty() && removed.isEmpty()) {
            words.add(marks(before) + " -> " + marks(after));
        }
        return String.join(" ", words);
    }

    /** Whether an object gives at least what it gave. */
    static boolean onlyGives(RbacObject before, RbacObject after) {
        return parts(after).containsAll(parts(before));
    }

    /** Whether two states of an object give the same, whatever their marks say. */
    static boolean isSame(RbacObject before, RbacObject after) {
        return onlyGives(before, after) && onlyGives(after, before);
    }

    private static Collection<?> parts(RbacObject object) {
        return object instanceof RbacBinding binding ? binding.subjects() : ((RbacRole) object).rules();
    }

    private static String roleOf(RbacBinding binding) {
        return PlainText.name(binding.roleKind()) + " " + PlainText.quoted(binding.role());
    }

    private static String inWords(Collection<?> parts) {
        return parts.isEmpty()
                ? "nothing"
                : parts.stream().map(Object::toString).collect(Collectors.joining("; "));
    }

    private static String marks(RbacObject object) {
        Map<String, String> marks = new TreeMap<>(object.labels());
        marks.putAll(object.annotations());
        return marks.isEmpty() ? "no marks" : Tags.inWords(marks);
    }
}
