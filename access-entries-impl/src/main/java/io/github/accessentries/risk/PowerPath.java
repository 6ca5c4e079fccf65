package io.github.accessentries.risk;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** A chain of steps by which somebody can get more than is granted. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class PowerPath {

    private static final int MEMBERS_IN_TEXT = 5;

    PowerPath() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return who can go it} */
    public abstract Subject subject();

    /**
     * {@return the principals whose path it is too, since they are in the group or have the user name that the subject is, and have
     * none that is shorter; sorted. Always empty for the groups that everybody is in}
     */
    public abstract List<Subject> members();

    /** {@return the steps, in their order; at least one} */
    public abstract List<PowerStep> steps();

    /** {@return what is reached at the end} */
    public abstract PowerTarget target();

    /**
     * {@return why whoever the last step reaches has the target; empty where that step reaches the target itself, or an identity
     * is the target}
     */
    public abstract Optional<PowerGround> holding();

    /**
     * Whether the rights alone are enough.
     *
     * @return {@code true} if no step has a {@linkplain PowerStep#condition() condition}
     */
    public final boolean isCertain() {
        return steps().stream().allMatch(step -> step.condition().isEmpty());
    }

    /**
     * The path as text.
     *
     * @return who reaches what, and a line for each step
     */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder().append(subject());
        if (!members().isEmpty()) {
            text.append(" (");
            for (int i = 0; i < Math.min(members().size(), MEMBERS_IN_TEXT); i++) {
                text.append(i == 0 ? "" : ", ").append(members().get(i));
            }
            int more = members().size() - MEMBERS_IN_TEXT;
            text.append(more > 0 ? " and " + more + " more)" : ")");
        }
        text.append(" can reach ").append(target()).append(" in ").append(steps().size());
        text.append(steps().size() == 1 ? " step" : " steps").append(isCertain() ? "" : ", under conditions");
        for (int i = 0; i < steps().size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(steps().get(i));
        }
        holding()
                .flatMap(PowerGround::reason)
                .ifPresent(reason -> text.append("\n  which has it by ").append(PlainText.of(reason.summary())));
        return text.append('\n').toString();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePowerPath.Builder {
        Builder() {}
    }
}
