package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.patch.JsonValues;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Brings an object to where it has the fields that somebody wants, and no longer those that they gave up. */
public final class ServerSideApply {

    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    private ServerSideApply() {}

    /**
     * Applies a configuration.
     *
     * @param by who applies
     * @param live the object as it is stored, empty if there is none yet
     * @param configuration the fields that are wanted
     * @param force whether fields may be taken from others
     * @return the object as it is to be stored; the very one that is stored if the apply changes nothing
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if others own fields that would change, or the
     *     configuration cannot be applied
     */
    public static KubeObject apply(
            FieldManager by, Optional<KubeObject> live, JsonObject configuration, boolean force) {
        check(by, configuration);
        JsonObject before =
                live.map(object -> FieldManagement.bare(object.json())).orElseGet(() -> ServerSideApply.empty(by));
        ManagedFields managed = read(live);
        if (managed.isEmpty() && live.isPresent()) {
            FieldManagement.write(named(by, BEFORE_FIRST_APPLY), managed, ServerSideApply.empty(by), before);
        }
        JsonObject wanted = wanted(by, configuration);
        Owner owner = Owner.applying(by);
        FieldSet named = AppliedFields.of(wanted, by.shape());
        FieldSet last = managed.of(owner).map(ManagedFields.Entry::fields).orElseGet(FieldSet::new);
        String lastTime = managed.of(owner).map(ManagedFields.Entry::time).orElse("");
        managed.set(owner, new ManagedFields.Entry(named, by.type().apiVersion(), lastTime));

        JsonObject merged = Merging.merge(before, wanted, by.shape()).getAsJsonObject();
        JsonObject pruned = last.isEmpty() ? merged : pruned(merged, last, managed.all(), by.shape());
        Comparison comparison = Comparison.of(before, pruned, by.shape());
        Conflicts conflicts = Conflicts.of(managed, owner, comparison.written());
        if (!force && !conflicts.isEmpty()) {
            Conflicts left = conflicts.outside(LastApplied.takenOver(by, before));
            if (!left.isEmpty()) {
                throw left.fault();
            }
        }
        FieldSet lost = comparison.written().plus(comparison.removed());
        managed.changeOthers(owner, fields -> fields.minus(lost));
        String time = comparison.isEmpty() ? lastTime : ManagedFields.time(by.at());
        managed.set(
                owner,
                new ManagedFields.Entry(
                        FieldManagement.tracked(by, named), by.type().apiVersion(), time));
        KubeObject after = FieldManagement.with(LastApplied.kept(by, before, pruned, configuration), managed);
        return live.filter(object -> JsonValues.same(object.json(), after.json()))
                .orElseGet(() -> KubeObject.of(after.json().deepCopy()));
    }

    private static void check(FieldManager by, JsonObject configuration) {
        String version = text(configuration, "apiVersion");
        if (!version.equals(by.type().apiVersion())) {
            throw ApiFaults.badRequest("Incorrect version specified in apply patch. Specified patch version: " + version
                    + ", expected: " + by.type().apiVersion());
        }
        if (configuration.get("metadata") instanceof JsonObject metadata
                && metadata.has(ManagedFields.MEMBER)
                && !metadata.get(ManagedFields.MEMBER).isJsonNull()) {
            throw ApiFaults.badRequest("metadata.managedFields must be nil");
        }
        Optional<String> problem = ConfigurationCheck.problem(configuration, by.shape());
        if (problem.isPresent()) {
            JsonElement metadata = configuration.get("metadata");
            String namespace = metadata instanceof JsonObject object ? text(object, "namespace") : "";
            String name = metadata instanceof JsonObject object ? text(object, "name") : "";
            throw ApiFaults.failed("failed to create typed patch object (" + namespace + "/" + name + "; "
                    + by.type().apiVersion() + ", Kind=" + by.type().kind() + "): " + problem.get());
        }
    }

    private static String text(JsonObject object, String member) {
        return object.get(member) instanceof JsonPrimitive text ? text.getAsString() : "";
    }

    private static ManagedFields read(Optional<KubeObject> live) {
        JsonElement known =
                live.map(object -> object.metadata().get(ManagedFields.MEMBER)).orElse(null);
        try {
            return ManagedFields.read(known == null ? JsonNull.INSTANCE : known);
        } catch (IllegalArgumentException e) {
            throw ApiFaults.failed("failed to decode managed fields: " + e.getMessage());
        }
    }

    private static FieldManager named(FieldManager by, String name) {
        Instant at = by.at();
        return new FieldManager(name, by.type(), by.subresource(), by.schema(), at);
    }

    private static JsonObject empty(FieldManager by) {
        JsonObject object = new JsonObject();
        object.addProperty("apiVersion", by.type().apiVersion());
        object.addProperty("kind", by.type().kind());
        return object;
    }

    /** What can be applied of a configuration: no nulls, and the status by its own path only. */
    private static JsonObject wanted(FieldManager by, JsonObject configuration) {
        JsonObject wanted = withoutNulls(configuration);
        boolean ofStatus = by.subresource().equals("status");
        if (ofStatus) {
            wanted.keySet().removeIf(name -> !name.equals("status"));
        } else if (by.type().subresources().contains("status")) {
            wanted.remove("status");
        }
        return wanted;
    }

    private static JsonObject withoutNulls(JsonObject object) {
        JsonObject rest = new JsonObject();
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            JsonElement value = member.getValue();
            if (!value.isJsonNull()) {
                rest.add(member.getKey(), value instanceof JsonObject inner ? withoutNulls(inner) : value);
            }
        }
        return rest;
    }

    /**
     * Takes away what was applied last and no longer is, unless anybody owns it. A declared field goes with what is in it
     * if nobody owns that either, such as defaults.
     */
    private static JsonObject pruned(JsonObject merged, FieldSet last, FieldSet owned, Shape shape) {
        FieldSet given = last.withFieldsOnTheWay(shape);
        JsonObject rest = Merging.without(merged, given, shape);
        FieldSet all = AppliedFields.of(merged, shape).withFieldsOnTheWay(shape);
        FieldSet kept = AppliedFields.of(rest, shape).withFieldsOnTheWay(shape).plus(owned.withFieldsOnTheWay(shape));
        JsonObject stays = Merging.without(merged, all.minus(kept), shape);
        FieldSet dangling = all.minus(AppliedFields.of(stays, shape).withFieldsOnTheWay(shape))
                .and(given);
        return Merging.without(merged, dangling, shape);
    }
}
