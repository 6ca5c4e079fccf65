package io.github.accessentries.plan;

import io.github.accessentries.authz.ScopedPolicy;
import io.github.accessentries.plan.Change.Phase;

/** The phase of each kind of change. */
final class ChangePhase implements ChangeCases<Phase> {

    static final ChangePhase CASES = new ChangePhase();

    private ChangePhase() {}

    @Override
    public Phase create(Change.Create create) {
        return Phase.GRANT;
    }

    /**
     * A binding may refer to the old user name or to a removed group, so only an update that just adds groups removes
     * no access.
     */
    @Override
    public Phase update(Change.Update update) {
        return update.username().equals(update.before().username())
                        && update.groups().containsAll(update.before().groups())
                ? Phase.GRANT
                : Phase.REMOVE;
    }

    @Override
    public Phase tag(Change.Tag tag) {
        return Phase.GRANT;
    }

    @Override
    public Phase untag(Change.Untag untag) {
        return Phase.REMOVE;
    }

    @Override
    public Phase associate(Change.Associate associate) {
        return Phase.GRANT;
    }

    @Override
    public Phase rescope(Change.Rescope rescope) {
        return rescope.after().covers(rescope.before()) ? Phase.GRANT : Phase.REMOVE;
    }

    @Override
    public Phase disassociate(Change.Disassociate disassociate) {
        return Phase.REMOVE;
    }

    @Override
    public Phase delete(Change.Delete delete) {
        return Phase.REMOVE;
    }

    @Override
    public Phase replace(Change.Replace replace) {
        return Phase.REPLACE;
    }

    @Override
    public Phase createObject(ObjectChange.Create create) {
        return Phase.GRANT;
    }

    @Override
    public Phase updateObject(ObjectChange.Update update) {
        // What is no longer written down is not kept up any more: scopes of custom policies stand in annotations.
        boolean keepsMarks = !update.before().labels().containsKey(ScopedPolicy.POLICY_LABEL)
                || update.object()
                        .annotations()
                        .keySet()
                        .containsAll(update.before().annotations().keySet());
        return keepsMarks && ObjectDetails.onlyGives(update.before(), update.object()) ? Phase.GRANT : Phase.REMOVE;
    }

    @Override
    public Phase deleteObject(ObjectChange.Delete delete) {
        return Phase.REMOVE;
    }

    @Override
    public Phase replaceObject(ObjectChange.Replace replace) {
        return Phase.REPLACE;
    }
}
