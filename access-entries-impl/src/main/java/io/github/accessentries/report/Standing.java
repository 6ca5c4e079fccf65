package io.github.accessentries.report;

/**
 * How somebody stands at one place. Immutable.
 *
 * @param level the highest level that is reached
 * @param more whether there are permissions beyond that level
 * @param incomplete whether there may be more than is known, for example by a policy whose rules AWS does not publish
 */
public record Standing(Level level, boolean more, boolean incomplete) {

    /**
     * The standing as reports write it: the level, a {@code +} for more, a {@code ?} for incomplete.
     *
     * @return for example {@code edit}, {@code view+} or {@code none?}
     */
    @Override
    public String toString() {
        return level + (more ? "+" : "") + (incomplete ? "?" : "");
    }
}
