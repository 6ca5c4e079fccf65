package io.github.accessentries.internal.question;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A resource of Kubernetes itself.
 *
 * @param apiGroup its group, empty for the core group
 * @param name its name in requests, which is the plural
 * @param namespaced whether its objects are in namespaces
 * @param otherNames what people call it too: the singular, and kubectl's short names
 * @param subresources its parts, {@code *} for any
 */
public record BuiltInResource(
        String apiGroup, String name, boolean namespaced, Set<String> otherNames, Set<String> subresources) {

    /** As kubectl writes it, for example {@code deployments.apps}. */
    String inGroup() {
        return apiGroup.isEmpty() ? name : name + "." + apiGroup;
    }

    /** Kubernetes checks {@code finalizers} of every resource whose objects others may name as their owners. */
    boolean hasSubresource(String subresource) {
        return subresources.contains(subresource) || subresources.contains("*") || subresource.equals("finalizers");
    }

    /** The subresource that somebody could mean who asks for one that there is not. */
    Optional<String> subresourceMeantBy(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        return subresources.stream()
                .filter(each -> each.equals(lower) || Likeness.isSlip(lower, each) || lower.equals(each + "s"))
                .sorted()
                .findFirst();
    }
}
