package io.github.accessentries;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * How a part of a program is doing, or several together: well; degraded, which is to say that something is wrong and it still works;
 * or so that it fails whatever it is asked.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Health {

    Health() {}

    /**
     * Starts with nothing wrong.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the health of what has no ailment} */
    public static Health well() {
        return builder().build();
    }

    /** {@return the health of what has no means of knowing, of which nothing wrong is known} */
    public static Health unknown() {
        return builder().isKnown(false).build();
    }

    /**
     * The health of what has one ailment.
     *
     * @param ailment what is wrong
     * @return the health
     */
    public static Health of(Ailment ailment) {
        return builder().addAilments(requireNonNull(ailment, "ailment")).build();
    }

    /**
     * The health of what needs all of some parts. An indicator that throws, which none should, counts as failing.
     *
     * @param parts what is asked
     * @return all that ails them, each thing once; known if each part knows
     */
    public static Health ofAll(Collection<? extends HealthIndicator> parts) {
        List<Health> all =
                requireNonNull(parts, "parts").stream().map(Health::ask).toList();
        return builder()
                .addAllAilments(all.stream()
                        .flatMap(each -> each.ailments().stream())
                        .distinct()
                        .toList())
                .isKnown(all.stream().allMatch(Health::isKnown))
                .build();
    }

    private static Health ask(HealthIndicator part) {
        try {
            return requireNonNull(part.health(), "health");
        } catch (RuntimeException | Error e) { // Whoever asks must get an answer, of a stack that overflows, too.
            return of(Ailment.builder()
                    .part(part.getClass().getSimpleName())
                    .why("it could not say how it is doing, because of a "
                            + e.getClass().getName())
                    .disabling(true)
                    .build());
        }
    }

    /** {@return what is wrong, in the order of the parts} */
    public abstract List<Ailment> ailments();

    /**
     * Whether this is all: what is made of others knows only as much as each of them.
     *
     * @return {@code false} if a part has no means of knowing how it is doing, so that it may be worse
     */
    @Value.Default
    public boolean isKnown() {
        return true;
    }

    /** {@return whether nothing is known to be wrong} */
    public final boolean isWell() {
        return ailments().isEmpty();
    }

    /** {@return whether it works, with nothing wrong or degraded} */
    public final boolean isReady() {
        return ailments().stream().noneMatch(Ailment::disabling);
    }

    /** {@return {@code well}, {@code unknown}, or what is wrong, a line for each} */
    @Override
    public final String toString() {
        return isWell()
                ? (isKnown() ? "well" : "unknown")
                : ailments().stream().map(Ailment::toString).collect(Collectors.joining("\n"));
    }

    /** Builds the health of something. Not thread-safe. */
    public static final class Builder extends ImmutableHealth.Builder {
        Builder() {}
    }
}
