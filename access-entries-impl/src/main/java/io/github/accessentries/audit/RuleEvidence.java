package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.List;
import org.immutables.value.Value;

/** What shows that a rule is needed: the requests that it allows and that were made. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class RuleEvidence {

    RuleEvidence() {}

    /**
     * Starts with nothing set. Everything but namespaces is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return how many requests were made} */
    public abstract long count();

    /** {@return when the first of them was made} */
    public abstract Instant first();

    /** {@return when the last of them was made} */
    public abstract Instant last();

    /** {@return the id of one of them in the audit log; empty if the log had none} */
    public abstract String auditId();

    /**
     * {@return what that one asked for: its path, and of its query only the parameters that hold no secrets. What a request passes on
     * to a pod, node or service behind {@code proxy} is not told}
     */
    public abstract String requestUri();

    /** {@return the namespaces that the requests were in, sorted, at most 100 of them; none for requests in no namespace} */
    public abstract List<String> namespaces();

    /**
     * The evidence as text.
     *
     * @return for example {@code 12 requests from 2026-01-01T00:00:00Z to 2026-01-02T00:00:00Z in team-a, for example 0a43…: /api/…}
     */
    @Override
    public final String toString() {
        return PlainText.of(Counted.of(count(), "request") + " from " + first() + " to " + last()
                + (namespaces().isEmpty() ? "" : " in " + PlainText.names(namespaces()))
                + ", for example " + auditId() + ": " + requestUri());
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableRuleEvidence.Builder {
        Builder() {}
    }
}
