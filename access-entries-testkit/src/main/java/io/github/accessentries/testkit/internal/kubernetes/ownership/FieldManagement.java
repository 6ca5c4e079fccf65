package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps {@code metadata.managedFields} of an object that is written in another way than by an apply. */
public final class FieldManagement {

    private static final FieldSet NOT_TRACKED = FieldsV1.read(JsonParser.parseString("""
            {"f:apiVersion":{},"f:kind":{},"f:metadata":{".":{},"f:name":{},"f:namespace":{},"f:creationTimestamp":{},
            "f:selfLink":{},"f:uid":{},"f:clusterName":{},"f:generation":{},"f:managedFields":{},"f:resourceVersion":{}}}"""));

    private static final FieldSet STATUS = new FieldSet().put(PathElement.field("status"), new FieldSet().hold());

    private FieldManagement() {}

    /**
     * Tells who owns what after a write: whoever wrote owns what it changed.
     *
     * @param by who writes
     * @param before the object as it is stored, empty for a creation
     * @param after the object as it is to be stored. What it says of owners counts as on Kubernetes: an empty list or a list
     *     with an empty entry forgets all owners, a list that is in order replaces what was known, and else that stays
     * @return the object with its owners; as it was if nothing changed
     */
    public static KubeObject track(FieldManager by, Optional<KubeObject> before, KubeObject after) {
        JsonElement told = after.metadata().get(ManagedFields.MEMBER);
        JsonElement known = before.map(object -> object.metadata().get(ManagedFields.MEMBER))
                .orElse(null);
        ManagedFields managed = known(told, known, by.subresource().isEmpty());
        JsonObject bare = bare(after.json());
        if (managed.isEmpty() && before.isPresent()) {
            return with(after, bare, managed);
        }
        JsonObject old = before.map(object -> bare(object.json())).orElseGet(JsonObject::new);
        boolean changed = write(by, managed, old, bare);
        return !changed && told != null && told.equals(known) ? after : with(after, bare, managed);
    }

    /** Whoever writes a part of an object, says nothing about owners; and what cannot be read is not said. */
    private static ManagedFields known(@Nullable JsonElement told, @Nullable JsonElement known, boolean isWhole) {
        if (isWhole && told instanceof JsonArray array) {
            if (isReset(array)) {
                return new ManagedFields();
            }
            Optional<ManagedFields> read = read(array);
            if (read.isPresent()) {
                return read.get();
            }
        }
        return read(known).orElseGet(ManagedFields::new);
    }

    private static Optional<ManagedFields> read(@Nullable JsonElement json) {
        try {
            return Optional.of(ManagedFields.read(json == null ? JsonNull.INSTANCE : json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isReset(JsonArray told) {
        return told.isEmpty() || (told.size() == 1 && told.get(0) instanceof JsonObject only && only.isEmpty());
    }

    /** Writes down that somebody changed an object; says whether anything changed. */
    static boolean write(FieldManager by, ManagedFields managed, JsonObject before, JsonObject after) {
        Comparison comparison = Comparison.of(before, after, by.shape());
        if (comparison.isEmpty()) {
            return false;
        }
        Owner owner = Owner.updating(by);
        FieldSet written = comparison.written();
        FieldSet gone = written.plus(comparison.removed());
        managed.changeOthers(owner, fields -> fields.minus(gone));
        FieldSet taken = tracked(by, written);
        Optional<ManagedFields.Entry> old = managed.of(owner);
        FieldSet kept =
                old.map(entry -> entry.fields().minus(comparison.removed())).orElseGet(FieldSet::new);
        String time = taken.isEmpty() ? old.map(ManagedFields.Entry::time).orElse("") : ManagedFields.time(by.at());
        managed.set(owner, new ManagedFields.Entry(kept.plus(taken), by.type().apiVersion(), time));
        managed.putOldestTogether();
        return true;
    }

    /** The fields that have owners at all, out of those that the writer can write. */
    static FieldSet tracked(FieldManager by, FieldSet fields) {
        return writable(by, fields).minus(NOT_TRACKED);
    }

    /** Out of some fields, those that are written: the status by its own path only, and nothing else there. */
    static FieldSet writable(FieldManager by, FieldSet fields) {
        if (by.subresource().equals("status")) {
            return fields.minus(fields.outside(STATUS));
        }
        return by.type().subresources().contains("status") ? fields.outside(STATUS) : fields;
    }

    /** An object without what it says of owners; the rest is shared. */
    static JsonObject bare(JsonObject object) {
        if (!(object.get("metadata") instanceof JsonObject metadata) || !metadata.has(ManagedFields.MEMBER)) {
            return object;
        }
        JsonObject bare = new JsonObject();
        object.entrySet().forEach(member -> bare.add(member.getKey(), member.getValue()));
        JsonObject rest = new JsonObject();
        metadata.entrySet().stream()
                .filter(member -> !member.getKey().equals(ManagedFields.MEMBER))
                .forEach(member -> rest.add(member.getKey(), member.getValue()));
        bare.add("metadata", rest);
        return bare;
    }

    private static KubeObject with(KubeObject after, JsonObject bare, ManagedFields managed) {
        return managed.isEmpty() && !after.metadata().has(ManagedFields.MEMBER) ? after : with(bare, managed);
    }

    /** An object with its owners; all but its metadata is shared. */
    static KubeObject with(JsonObject bare, ManagedFields managed) {
        JsonObject object = new JsonObject();
        bare.entrySet().forEach(member -> object.add(member.getKey(), member.getValue()));
        JsonObject metadata = new JsonObject();
        if (bare.get("metadata") instanceof JsonObject old) {
            old.entrySet().forEach(member -> metadata.add(member.getKey(), member.getValue()));
        }
        if (!managed.isEmpty()) {
            metadata.add(ManagedFields.MEMBER, managed.write());
        }
        object.add("metadata", metadata);
        return KubeObject.of(object);
    }
}
