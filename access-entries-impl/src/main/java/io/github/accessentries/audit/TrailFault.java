package io.github.accessentries.audit;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import org.immutables.value.Value;

/** Something in the records that could not be read, so that a change may be missing from a timeline. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class TrailFault {

    TrailFault() {}

    /**
     * A fault.
     *
     * @param place where it stands
     * @param reason what is wrong
     * @return the fault
     */
    public static TrailFault of(String place, String reason) {
        return ImmutableTrailFault.of(place, reason);
    }

    /** {@return where it stands: the file or source, and which record or line of it} */
    @Value.Parameter
    public abstract String place();

    /** {@return what is wrong, as it goes on after the place} */
    @Value.Parameter
    public abstract String reason();

    /**
     * The fault as a sentence.
     *
     * @return place and reason
     */
    @Override
    public final String toString() {
        return PlainText.of(place() + ": " + reason());
    }
}
