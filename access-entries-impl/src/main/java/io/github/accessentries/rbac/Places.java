package io.github.accessentries.rbac;

import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How places lie to each other. */
final class Places {

    private Places() {}

    /** Whether a text can only be the name of one namespace: it has no star, and no half of a character that is one. */
    static boolean isOneName(String text) {
        return NamePattern.isPlain(text) && text.chars().noneMatch(letter -> Character.isSurrogate((char) letter));
    }

    /** A place without exceptions; runs of stars are one. */
    static Where normal(Where where) {
        return where.namespaces().stream()
                        .allMatch(name -> NamePattern.isPlain(name)
                                || new NamePattern(name)
                                        .withSingleStars()
                                        .text()
                                        .equals(name))
                ? where
                : Where.builder()
                        .namespaces(where.namespaces().stream()
                                .map(name ->
                                        new NamePattern(name).withSingleStars().text())
                                .toList())
                        .except(where.except())
                        .build();
    }

    /** Whether all of one place without exceptions lies in another. */
    static boolean covers(Where wide, Where narrow) {
        return wide.namespaces().stream()
                .allMatch(pattern -> narrow.namespaces().stream().anyMatch(name -> covers(pattern, name)));
    }

    static boolean covers(String wide, String narrow) {
        return new NamePattern(wide).covers(new NamePattern(narrow));
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
                if (!new NamePattern(name).overlaps(new NamePattern(another))) {
                    return null;
                }
            }
        }
        List<String> both = new ArrayList<>(one.namespaces());
        both.addAll(other.namespaces());
        return Where.builder().namespaces(both).build();
    }
}
