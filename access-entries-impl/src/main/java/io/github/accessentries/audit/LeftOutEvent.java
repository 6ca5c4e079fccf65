package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import org.immutables.value.Value;

/** Something that an audit log has and that is in no rule of a proposal. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class LeftOutEvent {

    LeftOutEvent() {}

    /**
     * Starts with nothing set. Everything is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return why it is in no rule} */
    public abstract LeftOutReason reason();

    /** {@return where it is, for example {@code audit.log line 17}} */
    public abstract String place();

    /** {@return what it is, as far as that is known; never the text itself of what could not be read} */
    public abstract String detail();

    /**
     * It as text.
     *
     * @return for example {@code audit.log line 17: denied: get secrets "db" in namespace payments}
     */
    @Override
    public final String toString() {
        return PlainText.of(place() + ": " + reason().words() + (detail().isEmpty() ? "" : ": " + detail()));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableLeftOutEvent.Builder {
        Builder() {}
    }
}
