package io.github.accessentries.plan;

/**
 * One case for each kind of change. Code that handles changes implements this, so that the compiler points at every
 * place that a new kind affects.
 *
 * @param <T> the result of the cases
 */
public interface ChangeCases<T> {

    /**
     * An entry is created.
     *
     * @param create the change
     * @return the result
     */
    T create(Change.Create create);

    /**
     * The user name or the groups of an entry change.
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
     * Tags are removed.
     *
     * @param untag the change
     * @return the result
     */
    T untag(Change.Untag untag);

    /**
     * A policy is associated.
     *
     * @param associate the change
     * @return the result
     */
    T associate(Change.Associate associate);

    /**
     * The scope of a policy changes.
     *
     * @param rescope the change
     * @return the result
     */
    T rescope(Change.Rescope rescope);

    /**
     * A policy is disassociated.
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
     * An entry is deleted and created again.
     *
     * @param replace the change
     * @return the result
     */
    T replace(Change.Replace replace);

    /**
     * An object of RBAC is made.
     *
     * @param create the change
     * @return the result
     */
    T createObject(ObjectChange.Create create);

    /**
     * The rules of a role, the subjects of a binding, or its marks change.
     *
     * @param update the change
     * @return the result
     */
    T updateObject(ObjectChange.Update update);

    /**
     * An object of RBAC is deleted.
     *
     * @param delete the change
     * @return the result
     */
    T deleteObject(ObjectChange.Delete delete);

    /**
     * A binding is deleted and made again with another role.
     *
     * @param replace the change
     * @return the result
     */
    T replaceObject(ObjectChange.Replace replace);
}
