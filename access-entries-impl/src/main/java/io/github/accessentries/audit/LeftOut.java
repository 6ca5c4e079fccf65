package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.immutables.value.Value;

/** All that a proposal leaves out for one reason. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class LeftOut {

    LeftOut() {}

    /**
     * Starts with nothing set. Reason and count are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return why} */
    public abstract LeftOutReason reason();

    /** {@return how often} */
    public abstract long count();

    /** {@return the first ones of them, at most 20; none of what others did, of which there is much} */
    public abstract List<LeftOutEvent> first();

    /**
     * It as text.
     *
     * @return for example {@code 3 denied, the first at audit.log line 17: get secrets "db" in namespace payments}
     */
    @Override
    public final String toString() {
        return PlainText.of(count() + " " + reason().words()
                + first().stream()
                        .findFirst()
                        .map(event -> ", the first at " + event.place()
                                + (event.detail().isEmpty() ? "" : ": " + event.detail()))
                        .orElse(""));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableLeftOut.Builder {
        Builder() {}
    }
}
