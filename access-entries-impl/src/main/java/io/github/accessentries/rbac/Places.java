package io.github.accessentries.rbac;

import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How places lie to each other. A pattern has everything that another has if it matches the other with a character for each
 * star that no name of a namespace has: whatever stands there then, it matches too.
 */
final class Places {

    private static final char NO_LETTER = '\u0001';

    private Places() {}

    /** A place without exceptions; runs of stars are one. */
    static Where normal(Where where) {
        return where.namespaces().stream().noneMatch(name -> name.contains("**"))
                ? where
                : new Where(
                        where.namespaces().stream()
                                .map(name -> name.replaceAll("\\*+", "*"))
                                .toList(),
                        where.except());
    }

    /** Whether all of one place without exceptions lies in another. */
    static boolean covers(Where wide, Where narrow) {
        return wide.namespaces().stream()
                .allMatch(pattern -> narrow.namespaces().stream().anyMatch(name -> covers(pattern, name)));
    }

    static boolean covers(String wide, String narrow) {
        return wide.equals(narrow)
                || (wide.contains("*")
                        && AccessScope.of("namespace", List.of(wide)).includes(narrow.replace('*', NO_LETTER)));
    }

    /** What two places without exceptions have in common, {@code null} if that is nothing. */
    static @Nullable Where intersection(Where one, Where other) {
        if (covers(one, other)) {
            return other;
        }
        if (covers(other, one)) {
            return one;
        }
        for (String name : one.namespaces()) {
            for (String another : other.namespaces()) {
                if (!overlap(name, another)) {
                    return null;
                }
            }
        }
        List<String> both = new ArrayList<>(one.namespaces());
        both.addAll(other.namespaces());
        return new Where(both, List.of());
    }

    /** Two patterns have names in common if what stands before their first and after their last stars goes together. */
    private static boolean overlap(String one, String other) {
        boolean aPattern = one.contains("*");
        boolean anotherPattern = other.contains("*");
        if (!aPattern || !anotherPattern) {
            return aPattern ? covers(one, other) : covers(other, one);
        }
        String start = one.substring(0, one.indexOf('*'));
        String otherStart = other.substring(0, other.indexOf('*'));
        String end = one.substring(one.lastIndexOf('*') + 1);
        String otherEnd = other.substring(other.lastIndexOf('*') + 1);
        return (start.startsWith(otherStart) || otherStart.startsWith(start))
                && (end.endsWith(otherEnd) || otherEnd.endsWith(end));
    }
}
