package io.github.accessentries.recovery;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The entry by which a cluster's creator is its administrator. EKS makes it by itself and marks it by nothing, so it can only be
 * told by its time and its form; what speaks for and against it is in the {@link #grounds()}. To narrow or remove it, use
 * {@link io.github.accessentries.manage.AccessEntries}, whose safeguards then look for the last administrator and the caller.
 * Immutable.
 */
@CheckReturnValue
@Value.Immutable
public abstract class CreatorEntry {

    CreatorEntry() {}

    /**
     * Starts without candidates; cluster, certainty and origin are required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the cluster's name} */
    public abstract String cluster();

    /** {@return how certain it is} */
    public abstract Certainty certainty();

    /** {@return how EKS came to make it} */
    public abstract Origin origin();

    /** {@return the entries that may be it, the likeliest first; one alone if it is likely} */
    public abstract List<AccessEntry> candidates();

    /** {@return what speaks for and against them, a sentence each} */
    public abstract List<String> grounds();

    /**
     * The entry, if one is likely to be it.
     *
     * @return the entry, empty if it is not known well enough to act on
     */
    public final Optional<AccessEntry> likely() {
        return certainty() == Certainty.LIKELY ? candidates().stream().findFirst() : Optional.empty();
    }

    /**
     * Whether the creator is an administrator that nothing shows and nobody can remove, as it is without access entries.
     *
     * @return {@code true} in mode {@code CONFIG_MAP} and below the minimum platform version
     */
    public final boolean isInvisible() {
        return origin() == Origin.INVISIBLE;
    }

    /**
     * It as text.
     *
     * @return the certainty, the candidates and the grounds
     */
    @Override
    public final String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("the creator's entry on cluster " + PlainText.name(cluster()) + ": " + certainty());
        candidates().forEach(entry -> lines.add("  " + entry));
        grounds().forEach(ground -> lines.add("  because " + ground));
        return String.join("\n", lines.stream().map(PlainText::of).toList());
    }

    /** How certain it is that an entry is the creator's. */
    public enum Certainty {
        /** One entry fits in time and form, and nothing speaks against it. */
        LIKELY,
        /** Some entries fit, but others were made at the same time, or somebody has changed them. */
        POSSIBLE,
        /** There is no such entry. */
        NONE,
        /** It cannot be told: something could not be read or is not known to EKS any more. */
        UNKNOWN
    }

    /** How EKS came to make the entry. */
    public enum Origin {
        /** When the cluster was made, because its creator was to be an administrator. */
        BOOTSTRAP,
        /** When the authentication mode changed from {@code CONFIG_MAP}. */
        MODE_CHANGE,
        /** Not at all: the creator is an administrator without an entry. */
        INVISIBLE,
        /** There is none, or it is unknown. */
        UNKNOWN
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableCreatorEntry.Builder {
        Builder() {}
    }
}
