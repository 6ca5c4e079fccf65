package io.github.accessentries.risk;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** One step of a path to power: who can get what by which right, and on what grounds. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class PowerStep {

    PowerStep() {}

    /**
     * Starts with nothing set. Everything but the condition is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the kind of the right that is used; its {@link RiskKind#id()} never changes} */
    public abstract RiskKind kind();

    /** {@return who takes the step: the subject of the path, or whom the step before has reached} */
    public abstract Subject actor();

    /** {@return what is reached} */
    public abstract PowerTarget reached();

    /** {@return what is done, for example {@code create a pod in ci that runs as ServiceAccount "deployer/ci"}} */
    public abstract String action();

    /**
     * {@return what must be the case beyond the rights and is not known from them, for example {@code a pod runs as it}; empty if
     * the rights alone are enough}
     */
    public abstract Optional<String> condition();

    /** {@return why it is allowed: one ground, or one for each right where several are needed together} */
    public abstract List<PowerGround> grounds();

    /**
     * The step in one sentence, without its grounds.
     *
     * @return for example {@code Group "devs" can create a pod in ci that runs as ServiceAccount "deployer/ci"}
     */
    public final String sentence() {
        return actor() + " can " + PlainText.of(action())
                + condition().map(text -> ", if " + PlainText.of(text)).orElse("");
    }

    /**
     * The step as text.
     *
     * @return the sentence, and its grounds in parentheses
     */
    @Override
    public final String toString() {
        return sentence() + " ("
                + String.join(
                        "; ", grounds().stream().map(PowerGround::toString).toList()) + ")";
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePowerStep.Builder {
        Builder() {}
    }
}
