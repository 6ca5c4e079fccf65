package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.field.Excerpt;
import io.github.accessentries.internal.field.Field;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a state or plan, which have all resources of a company: those that are about access. A configuration has none of
 * these names at its top, and is kept as a whole.
 */
final class ShownExcerpt implements Excerpt {

    private static final Set<String> PASSED_OVER = Set.of(
            "prior_state",
            "resource_drift",
            "output_changes",
            "relevant_attributes",
            "checks",
            "timestamp",
            "provider_schemas");

    private static final Set<String> WITH_RESOURCES =
            Set.of("values", "planned_values", "resource_changes", "deferred_changes", "configuration");

    @Override
    public boolean hasMember(String name) {
        return !PASSED_OVER.contains(name);
    }

    @Override
    public boolean hasItem(String member, Field item) {
        if (member.equals("resources")) {
            // A raw state, which is refused for what else it has.
            return false;
        }
        if (!WITH_RESOURCES.contains(member)) {
            return true;
        }
        Optional<Field> type = item.member("type").filter(Field::isText);
        boolean isResource =
                type.isPresent() && item.member("address").filter(Field::isText).isPresent();
        return !isResource || OtherAccess.isKept(type.flatMap(Field::text).orElseThrow());
    }
}
