package io.github.accessentries.authz;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** Who may do something, and what is not known about it. Immutable, equal by value. */
@CheckReturnValue
@Value.Immutable
public abstract class Holders implements Iterable<Holder> {

    Holders() {}

    /**
     * Starts with nothing set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return those that are allowed it, or for which that cannot be ruled out, in the order of the subjects} */
    public abstract List<Holder> holders();

    /**
     * {@return why there may be others, beyond what single holders say of themselves: what the model could not read or
     * understand, or a question that is misspelt and so asks for nothing that there is; one sentence each}
     */
    public abstract List<String> doubts();

    /**
     * Whether exactly these are allowed it, and no more than they say.
     *
     * @return {@code true} if there are no doubts, neither here nor about a single holder
     */
    public final boolean isCertain() {
        return doubts().isEmpty()
                && holders().stream().allMatch(holder -> holder.doubts().isEmpty());
    }

    /**
     * The holders as a stream.
     *
     * @return {@link #holders()}
     */
    public final Stream<Holder> stream() {
        return holders().stream();
    }

    /**
     * The holders one after the other.
     *
     * @return those of {@link #holders()}; it removes nothing
     */
    @Override
    public final Iterator<Holder> iterator() {
        return holders().iterator();
    }

    /**
     * The holders as text.
     *
     * @return a line for each, and one for each doubt; {@code nobody} if there is neither
     */
    @Override
    public final String toString() {
        String text = Stream.concat(
                        holders().stream().map(Holder::toString),
                        doubts().stream().map(doubt -> "perhaps others: " + PlainText.of(doubt)))
                .collect(Collectors.joining("\n"));
        return text.isEmpty() ? "nobody" : text;
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableHolders.Builder {
        Builder() {}
    }
}
