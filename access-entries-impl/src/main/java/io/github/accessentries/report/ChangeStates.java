package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.ChangeCases;
import io.github.accessentries.plan.ObjectChange;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each kind of change touches, as it was before and as it is after, as JSON. */
final class ChangeStates implements ChangeCases<ChangeStates.States> {

    private final String cluster;

    ChangeStates(String cluster) {
        this.cluster = cluster;
    }

    /** What is there before a change, and after it; {@code null} if it is not there. */
    record States(@Nullable JsonObject before, @Nullable JsonObject after) {

        void addTo(JsonObject json) {
            if (before != null) {
                json.add("before", before);
            }
            if (after != null) {
                json.add("after", after);
            }
        }
    }

    @Override
    public States create(Change.Create create) {
        return new States(null, AccessJson.entryWithoutPolicies(create.entry().asMade(cluster)));
    }

    @Override
    public States update(Change.Update update) {
        AccessEntry before = update.before();
        return new States(
                AccessJson.user(before.username(), before.groups()),
                AccessJson.user(update.username(), update.groups()));
    }

    @Override
    public States tag(Change.Tag tag) {
        Map<String, String> before = new TreeMap<>(tag.before().tags());
        before.keySet().retainAll(tag.tags().keySet());
        return new States(AccessJson.tags(before), AccessJson.tags(tag.tags()));
    }

    @Override
    public States untag(Change.Untag untag) {
        Map<String, String> before = new TreeMap<>(untag.before().tags());
        before.keySet().retainAll(untag.keys());
        return new States(AccessJson.tags(before), AccessJson.tags(Map.of()));
    }

    @Override
    public States associate(Change.Associate associate) {
        return new States(null, AccessJson.policy(associate.policy(), associate.scope()));
    }

    @Override
    public States rescope(Change.Rescope rescope) {
        return new States(
                AccessJson.policy(rescope.policy(), rescope.before()),
                AccessJson.policy(rescope.policy(), rescope.after()));
    }

    @Override
    public States disassociate(Change.Disassociate disassociate) {
        return new States(AccessJson.policy(disassociate.policy(), disassociate.scope()), null);
    }

    @Override
    public States delete(Change.Delete delete) {
        return new States(AccessJson.entry(delete.before()), null);
    }

    @Override
    public States replace(Change.Replace replace) {
        return new States(
                AccessJson.entry(replace.before()),
                AccessJson.entry(replace.after().asMade(cluster)));
    }

    @Override
    public States createObject(ObjectChange.Create create) {
        return objects(null, create.object());
    }

    @Override
    public States updateObject(ObjectChange.Update update) {
        return objects(update.before(), update.object());
    }

    @Override
    public States deleteObject(ObjectChange.Delete delete) {
        return objects(delete.object(), null);
    }

    @Override
    public States replaceObject(ObjectChange.Replace replace) {
        return objects(replace.before(), replace.object());
    }

    private static States objects(@Nullable RbacObject before, @Nullable RbacObject after) {
        return new States(
                before == null ? null : AccessJson.object(before), after == null ? null : AccessJson.object(after));
    }
}
