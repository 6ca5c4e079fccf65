package io.github.accessentries.eks;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the caller needs within a cluster, as the text of a ClusterRole, for some uses of the library. Bind it to a group of the
 * caller's access entry. The right to {@code bind} and {@code escalate} is in it where roles and bindings are applied; somebody
 * who has all that these give can do without.
 *
 * <p>Immutable. Makes no calls.
 */
@CheckReturnValue
public final class RequiredClusterRole {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final String name;
    private final Set<ClusterNeed> needs;

    private RequiredClusterRole(String name, Set<ClusterNeed> needs) {
        this.name = name;
        this.needs = needs;
    }

    /**
     * The role for some uses.
     *
     * @param name the name of the role
     * @param use what the caller does
     * @param more what else it does
     * @return the role; it {@linkplain #isNeeded() may be empty}
     * @throws IllegalArgumentException if the text is no name of small letters, digits, hyphens and dots
     */
    public static RequiredClusterRole of(String name, LibraryUse use, LibraryUse... more) {
        if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException("ClusterRole name " + PlainText.quoted(name)
                    + " is refused; use small letters, digits, - and ., for example access-entries");
        }
        EnumSet<ClusterNeed> needs = EnumSet.noneOf(ClusterNeed.class);
        needs.addAll(requireNonNull(use, "use").needs());
        for (LibraryUse each : requireNonNull(more, "more")) {
            needs.addAll(requireNonNull(each, "more element").needs());
        }
        return new RequiredClusterRole(name, needs);
    }

    /**
     * Whether these uses ask anything of the cluster's own API.
     *
     * @return {@code false} if calls to EKS are enough
     */
    public boolean isNeeded() {
        return !needs.isEmpty();
    }

    /**
     * The role in YAML.
     *
     * @return the text, for {@code kubectl apply}
     */
    @Override
    public String toString() {
        return "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: " + name + "\nrules:"
                + (needs.isEmpty() ? " []\n" : "\n")
                + needs.stream().map(ClusterNeed::rule).collect(Collectors.joining());
    }
}
