package io.github.accessentries.risk;

import io.github.accessentries.authz.Where;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a step is taken, whoever takes it.
 *
 * @param kind the kind of the right that is used
 * @param condition what must be the case beyond the rights, {@code null} if nothing
 * @param needs the rights that are needed, all of them
 * @param existing the bindings of which one must be there; empty if none is needed
 */
record PowerWay(RiskKind kind, @Nullable String condition, List<Need> needs, List<PowerGrant> existing) {

    /**
     * One right, of which each of several grants may have one.
     *
     * @param rights the rights of which one is enough; at least one
     * @param name the object for which it is needed, {@code null} if for none or whatever is reached
     * @param where where it is needed
     */
    record Need(List<PowerRight> rights, @Nullable String name, Where where) {

        boolean isMetWithout(PowerGrant grant) {
            return rights.stream().anyMatch(right -> right.grant() != grant);
        }
    }

    static PowerWay of(PowerRight right, RiskKind kind, @Nullable String condition) {
        return new PowerWay(kind, condition, List.of(new Need(List.of(right), null, right.where())), List.of());
    }

    boolean worksWithout(PowerGrant grant) {
        return needs.stream().allMatch(need -> need.isMetWithout(grant))
                && (existing.isEmpty() || existing.stream().anyMatch(each -> each != grant));
    }

    /** Whether the rights name no group of what is changed: hardly anybody means access entries who gives all that there is. */
    boolean isFarFetched() {
        return kind == RiskKind.ACCESS_ENTRY_WRITE
                && needs.get(0).rights().stream()
                        .allMatch(right -> right.rule().apiGroups().contains("*"));
    }

    /** The right that is told, of the one need that gives the step its kind. */
    PowerRight first() {
        return needs.get(0).rights().get(0);
    }
}
