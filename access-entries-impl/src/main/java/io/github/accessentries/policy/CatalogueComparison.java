package io.github.accessentries.policy;

import java.util.List;

/**
 * What another catalogue says of the access policies. Immutable.
 *
 * @param added the policies that only the later catalogue has, sorted
 * @param removed the policies that only the earlier catalogue has, sorted
 * @param changed the policies that both have, but not with the same rules or knowledge, sorted
 */
public record CatalogueComparison(
        List<CataloguedPolicy> added, List<CataloguedPolicy> removed, List<PolicyComparison> changed) {

    /**
     * Keeps copies of the lists.
     *
     * @param added the policies that only the later catalogue has
     * @param removed the policies that only the earlier catalogue has
     * @param changed the policies that changed
     */
    public CatalogueComparison {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /**
     * Whether both catalogues say the same.
     *
     * @return {@code true} if nothing was added, removed or changed
     */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    }

    /**
     * The differences for people, one policy after the other.
     *
     * @return several lines, or {@code no changes}
     */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "no changes";
        }
        StringBuilder text = new StringBuilder();
        added.forEach(each -> append(text, '+', each));
        removed.forEach(each -> append(text, '-', each));
        changed.forEach(each -> text.append(each).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder text, char sign, CataloguedPolicy policy) {
        text.append(sign).append(' ').append(policy.policy()).append('\n');
        policy.rules()
                .forEach(rule ->
                        text.append("  ").append(sign).append(' ').append(rule).append('\n'));
    }
}
