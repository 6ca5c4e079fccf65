package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.PrincipalArn;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names of objects, made of the names of principals, which allow more letters than Kubernetes does. */
final class ManifestNames {

    private final Set<String> taken = new HashSet<>();

    /** A name that no other object has got. */
    String nameOf(PrincipalArn principal) {
        return nameOf(principal.name());
    }

    /** A name like this one that no other object has got. */
    String nameOf(String wish) {
        String name = letters(wish);
        String readable = name.isEmpty() ? "entry" : name;
        String free = readable;
        for (int number = 2; !taken.add(free); number++) {
            free = readable + "-" + number;
        }
        return free;
    }

    /** Small letters, digits and single hyphens between them. */
    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
