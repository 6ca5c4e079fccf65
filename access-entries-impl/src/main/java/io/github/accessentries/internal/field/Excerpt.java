package io.github.accessentries.internal.field;

/**
 * Which parts of a large document are kept as it is read, so that the others never take room. Implementations are thread-safe.
 */
public interface Excerpt {

    /** Everything. */
    Excerpt ALL = new Excerpt() {};

    /**
     * Whether a member of the document itself is read.
     *
     * @param name its name
     * @return {@code false} if it may be passed over as if it were not there
     */
    default boolean hasMember(String name) {
        return true;
    }

    /**
     * Whether an item of a list is kept, once it has been read.
     *
     * @param member the member of the document that the list is in
     * @param item the item
     * @return {@code false} if it may be dropped; the others keep their numbers in their places
     */
    default boolean hasItem(String member, Field item) {
        return true;
    }
}
