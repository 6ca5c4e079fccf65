package io.github.accessentries.recovery;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.SignOff;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** How an administrator is restored. Immutable if its parts are. */
@CheckReturnValue
@Value.Immutable
public abstract class RestoreOptions {

    RestoreOptions() {}

    /**
     * Starts with the default for every option.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The default options: nothing is signed off, and the cluster itself is not asked.
     *
     * @return the defaults
     */
    public static RestoreOptions defaults() {
        return builder().build();
    }

    /**
     * The findings that a person has reviewed and accepts.
     *
     * @return nothing signed off by default
     */
    @Value.Default
    public SignOff signOff() {
        return SignOff.none();
    }

    /** {@return what asks the cluster whether it lets the principal in; without it, only EKS is asked} */
    public abstract Optional<AccessProbe> probe();

    /**
     * What asks the cluster whether it allows the user that the probe has seen everything, for example by a
     * SubjectAccessReview; a policy can take longer to reach the cluster than its entry.
     *
     * @return what decides; without it, getting in is taken for enough
     */
    public abstract Optional<Authorizer> authorizer();

    /**
     * The longest time to wait until the cluster acts on each change.
     *
     * @return two minutes by default
     */
    @Value.Default
    public Duration patience() {
        return Duration.ofMinutes(2);
    }

    /**
     * What receives a line for each step and each wait.
     *
     * @return by default something that does nothing
     */
    @Value.Default
    public Consumer<String> progress() {
        return line -> {};
    }

    @Value.Check
    void check() {
        if (patience().isNegative()) {
            throw new IllegalArgumentException("patience " + patience() + " is negative; zero means not to wait");
        }
        if (authorizer().isPresent() && probe().isEmpty()) {
            throw new IllegalArgumentException(
                    "An authorizer needs a probe, which tells the user to ask it about; call probe(...) too");
        }
    }

    /** Builds options. Not thread-safe. */
    public static final class Builder extends ImmutableRestoreOptions.Builder {
        Builder() {}
    }
}
