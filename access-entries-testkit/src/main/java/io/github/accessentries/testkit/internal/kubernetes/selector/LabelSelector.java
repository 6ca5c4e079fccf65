package io.github.accessentries.testkit.internal.kubernetes.selector;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.List;

/** Conditions on the labels of an object, all of which have to hold. Immutable. */
public final class LabelSelector {

    /** Every object. */
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    private LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = requirements;
    }

    /**
     * Reads a selector, such as {@code app=web,tier in (a, b),!old}.
     *
     * @param text the selector; an empty one is {@link #EVERYTHING}
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it is malformed
     */
    public static LabelSelector parse(String text) {
        try {
            return new LabelSelector(new LabelSelectorParser(text).parse());
        } catch (MalformedSelectorException e) {
            throw ApiFaults.badRequest("unable to parse requirement: " + e.getMessage());
        }
    }

    /** Whether it selects an object. */
    public boolean matches(KubeObject object) {
        for (LabelRequirement requirement : requirements) {
            if (!requirement.matches(object)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it selects every object. */
    public boolean isEverything() {
        return requirements.isEmpty();
    }
}
