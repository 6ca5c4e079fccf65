package io.github.accessentries.plan;

/**
 * What to do with each kind of change. Whoever handles changes implements this, so that the compiler names all the places
 * that a new kind concerns.
 *
 * @param <T> what it gives
 */
public interface ChangeCases<T> {

    /**
     * An entry is made.
     *
     * @param create the change
     * @return the result
     */
    T create(Change.Create create);

    /**
     * User name or groups change.
     *
     * @param update the change
     * @return the result
     */
    T update(Change.Update update);

    /**
     * Tags are set.
     *
     * @param tag the change
     * @return the result
     */
    T tag(Change.Tag tag);

    /**
     * Tags are taken.
     *
     * @param untag the change
     * @return the result
     */
    T untag(Change.Untag untag);

    /**
     * A policy is given.
     *
     * @param associate the change
     * @return the result
     */
    T associate(Change.Associate associate);

    /**
     * A policy gets another scope.
     *
     * @param rescope the change
     * @return the result
     */
    T rescope(Change.Rescope rescope);

    /**
     * A policy is taken.
     *
     * @param disassociate the change
     * @return the result
     */
    T disassociate(Change.Disassociate disassociate);

    /**
     * An entry is deleted.
     *
     * @param delete the change
     * @return the result
     */
    T delete(Change.Delete delete);

    /**
     * An entry is deleted and made again.
     *
     * @param replace the change
     * @return the result
     */
    T replace(Change.Replace replace);
}
