package io.github.accessentries.testkit.internal.seed;

import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A seed cannot be used, with all that is known to be wrong with it. */
public final class UnusableSeedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    /**
     * Creates the exception.
     *
     * @param faults what is wrong, each with its place
     * @param cause what refused it, {@code null} if that is the reader of seeds
     */
    public UnusableSeedException(List<String> faults, @Nullable Throwable cause) {
        super(
                "The seed cannot be used:\n  "
                        + String.join("\n  ", faults.stream().map(PlainText::of).toList()),
                cause);
        this.faults = List.copyOf(faults);
    }

    /**
     * What is wrong.
     *
     * @return each fault with its place
     */
    public List<String> faults() {
        return faults;
    }
}
