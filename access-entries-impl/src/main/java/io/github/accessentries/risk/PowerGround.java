package io.github.accessentries.risk;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;
import org.immutables.value.Value;

/** Why somebody can do what a step of a path to power needs: what is granted, and a request that shows it. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class PowerGround {

    PowerGround() {}

    /**
     * Starts with nothing set. Everything is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what grants it; empty where it comes with what a step before has reached, such as a role that it has bound} */
    public abstract Optional<Reason> reason();

    /** {@return a request at the place of the step that is allowed for this reason} */
    public abstract AccessRequest request();

    /** {@return where the reason holds, which may be more than the step needs} */
    public abstract Where where();

    /**
     * The ground as text.
     *
     * @return request and reason on one line, for example {@code create pods in ci: group devs by RoleBinding dev in ci}
     */
    @Override
    public final String toString() {
        return PlainText.of(request().toString()) + ": "
                + reason().map(each -> PlainText.of(each.summary())).orElse("by what was reached before");
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePowerGround.Builder {
        Builder() {}
    }
}
