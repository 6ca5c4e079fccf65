package io.github.accessentries.audit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.PrincipalArn;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The way that changes are meant to take: the principals that make them, and the tools by which these do. Tools narrow it: a
 * tool names itself, so a change by somebody else does not become one of the pipeline by naming the right tool. Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class Pipeline {

    Pipeline() {}

    /**
     * A pipeline with any tools.
     *
     * @param principal the role or user that makes the changes
     * @param more others that do
     * @return the pipeline
     */
    public static Pipeline of(PrincipalArn principal, PrincipalArn... more) {
        requireNonNull(principal, "principal");
        requireNonNull(more, "more");
        Builder builder = builder().addPrincipal(principal);
        for (PrincipalArn each : more) {
            builder.addPrincipal(requireNonNull(each, "more element"));
        }
        return builder.build();
    }

    /**
     * Starts with nobody.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the roles and users that make the changes, in whatever session} */
    public abstract Set<PrincipalArn> principals();

    /** {@return the tools by which they make them, none if it may be any} */
    public abstract Set<CallTool> tools();

    @Value.Check
    void check() {
        if (principals().isEmpty()) {
            throw new IllegalArgumentException(
                    "A pipeline without principals lets no change through; name the roles or users that make the changes");
        }
    }

    /**
     * Whether a change took this way.
     *
     * @param event the change
     * @return {@code false} also if it is not known who made it
     */
    public final boolean made(AccessEvent event) {
        requireNonNull(event, "event");
        boolean byOne = event.actor()
                .principal()
                .filter(actor -> principals().stream()
                        .anyMatch(principal -> principal.uniqueName().equals(actor.uniqueName())))
                .isPresent();
        return byOne && (tools().isEmpty() || tools().contains(event.tool()));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutablePipeline.Builder {
        Builder() {}
    }
}
