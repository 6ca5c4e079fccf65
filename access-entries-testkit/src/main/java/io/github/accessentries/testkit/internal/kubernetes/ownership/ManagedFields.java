package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Which fields of an object each owner has: {@code metadata.managedFields}. Not for several threads. */
final class ManagedFields {

    static final String MEMBER = "managedFields";
    private static final int MOST_UPDATERS = 10;
    private static final String OLD_UPDATERS = "ancient-changes";

    private final Map<Owner, Entry> entries = new TreeMap<>();

    /**
     * What one owner has.
     *
     * @param fields the fields
     * @param apiVersion the version in which it wrote last
     * @param time when it changed something last, as it is written; empty if it never did
     */
    record Entry(FieldSet fields, String apiVersion, String time) {

        Entry with(FieldSet others) {
            return new Entry(others, apiVersion, time);
        }
    }

    /**
     * Reads what an object says.
     *
     * @throws IllegalArgumentException if that is not in order
     */
    static ManagedFields read(JsonElement json) {
        ManagedFields managed = new ManagedFields();
        if (json instanceof JsonArray array) {
            array.forEach(managed::add);
        }
        return managed;
    }

    private void add(JsonElement json) {
        if (!(json instanceof JsonObject entry)) {
            throw new IllegalArgumentException("an entry is no object");
        }
        String operation = text(entry, "operation");
        boolean applies = operation.equals("Apply");
        String apiVersion = text(entry, "apiVersion");
        if ((!applies && !operation.equals("Update")) || apiVersion.isEmpty()) {
            throw new IllegalArgumentException(
                    "operation must be `Apply` or `Update`, and apiVersion must not be empty");
        }
        if (!text(entry, "fieldsType").equals("FieldsV1")) {
            throw new IllegalArgumentException("fieldsType must be FieldsV1");
        }
        Owner owner = new Owner(text(entry, "manager"), applies, applies ? "" : apiVersion, text(entry, "subresource"));
        FieldSet fields = entry.has("fieldsV1") ? FieldsV1.read(entry.get("fieldsV1")) : new FieldSet();
        entries.put(owner, new Entry(fields, apiVersion, text(entry, "time")));
    }

    private static String text(JsonObject entry, String member) {
        return entry.get(member) instanceof JsonPrimitive text ? text.getAsString() : "";
    }

    /** A time as it is written, in whole seconds. */
    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Map<Owner, Entry> entries() {
        return entries;
    }

    Optional<Entry> of(Owner owner) {
        return Optional.ofNullable(entries.get(owner));
    }

    /** Sets what an owner has; nothing removes it. */
    void set(Owner owner, Entry entry) {
        if (entry.fields().isEmpty()) {
            entries.remove(owner);
        } else {
            entries.put(owner, entry);
        }
    }

    /** Changes what all others have. */
    void changeOthers(Owner owner, UnaryOperator<FieldSet> change) {
        entries.replaceAll((each, entry) -> each.equals(owner) ? entry : entry.with(change.apply(entry.fields())));
        entries.values().removeIf(entry -> entry.fields().isEmpty());
    }

    /** What all of them have together. */
    FieldSet all() {
        FieldSet all = new FieldSet();
        for (Entry entry : entries.values()) {
            all = all.plus(entry.fields());
        }
        return all;
    }

    /** Puts the oldest who update together, where there are too many of them. */
    void putOldestTogether() {
        List<Owner> updaters = entries.entrySet().stream()
                .filter(entry -> !entry.getKey().applies())
                .sorted(Comparator.comparing(entry -> entry.getValue().time()))
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i + MOST_UPDATERS < updaters.size(); i++) {
            putTogether(updaters.get(i), updaters.get(i + 1));
        }
    }

    private void putTogether(Owner oldest, Owner next) {
        Owner old = new Owner(OLD_UPDATERS, false, next.apiVersion(), "");
        for (Owner owner : List.of(oldest, next)) {
            Entry entry = entries.remove(owner);
            if (entry != null) {
                entries.merge(
                        old, entry, (one, other) -> other.with(one.fields().plus(other.fields())));
            }
        }
    }

    /** Writes them as an object has them. */
    JsonArray write() {
        List<Map.Entry<Owner, Entry>> sorted = new ArrayList<>(entries.entrySet());
        sorted.sort(Comparator.comparing(
                        (Map.Entry<Owner, Entry> entry) -> entry.getKey().operation())
                .thenComparing(entry -> entry.getValue().time())
                .thenComparing(Map.Entry::getKey));
        JsonArray array = new JsonArray();
        sorted.forEach(entry -> array.add(json(entry.getKey(), entry.getValue())));
        return array;
    }

    private static JsonObject json(Owner owner, Entry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("manager", owner.manager());
        json.addProperty("operation", owner.operation());
        json.addProperty("apiVersion", entry.apiVersion());
        if (!entry.time().isEmpty()) {
            json.addProperty("time", entry.time());
        }
        json.addProperty("fieldsType", "FieldsV1");
        json.add("fieldsV1", FieldsV1.write(entry.fields()));
        if (!owner.subresource().isEmpty()) {
            json.addProperty("subresource", owner.subresource());
        }
        return json;
    }
}
