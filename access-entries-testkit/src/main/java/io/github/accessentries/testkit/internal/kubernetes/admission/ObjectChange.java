package io.github.accessentries.testkit.internal.kubernetes.admission;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change to an object may not touch, and what it carries over. */
public final class ObjectChange {

    private static final List<String> CARRIED_IF_ABSENT = List.of("uid", "creationTimestamp", "namespace", "name");
    private static final List<String> IMMUTABLE = List.of("name", "namespace", "uid", "creationTimestamp");
    private static final List<String> OF_DELETION = List.of("deletionTimestamp", "deletionGracePeriodSeconds");

    private ObjectChange() {}

    /**
     * Refuses a change to something else than what is stored.
     *
     * @param type the kind
     * @param before the object as it is stored
     * @param after the object as the caller wants it
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it was changed or replaced meanwhile
     */
    public static void requireCurrent(ResourceType type, KubeObject before, KubeObject after) {
        if (!after.uid().isEmpty() && !after.uid().equals(before.uid())) {
            throw ApiFaults.conflict(
                    type,
                    before.name(),
                    "Precondition failed: UID in precondition: " + after.uid() + ", UID in object meta: "
                            + before.uid());
        }
        String version = after.resourceVersion();
        if (!version.isEmpty() && !version.equals("0") && !version.equals(before.resourceVersion())) {
            throw ApiFaults.modified(type, before.name());
        }
    }

    /** The wanted object with what belongs to the server alone as it was, and its generation. */
    public static KubeObject carried(ResourceType type, KubeObject before, KubeObject after) {
        KubeObject carried = after.withMetadata(metadata -> {
            JsonObject old = before.metadata();
            CARRIED_IF_ABSENT.stream()
                    .filter(member -> !metadata.has(member) || isSameMoment(old.get(member), metadata.get(member)))
                    .forEach(member -> copy(old, metadata, member));
            OF_DELETION.forEach(member -> copy(old, metadata, member));
            copy(old, metadata, "resourceVersion");
            metadata.remove("selfLink");
        });
        return Generations.carry(type, before, carried);
    }

    /** The official Java client writes the moments that it has read with fractions of a second. */
    private static boolean isSameMoment(@Nullable JsonElement old, JsonElement now) {
        if (old == null || !old.isJsonPrimitive() || !now.isJsonPrimitive()) {
            return false;
        }
        try {
            return OffsetDateTime.parse(old.getAsString())
                    .isEqual(OffsetDateTime.parse(now.getAsString()).truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeParseException e) {
            return false; // not a moment at all, or one that is refused below
        }
    }

    private static void copy(JsonObject from, JsonObject to, String member) {
        to.remove(member);
        JsonElement value = from.get(member);
        if (value != null) {
            to.add(member, value);
        }
    }

    /**
     * Refuses what cannot be stored in the place of what is.
     *
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault with all that is wrong
     */
    static void require(ResourceType type, KubeObject before, KubeObject after) {
        List<Cause> causes = new ArrayList<>();
        for (String member : IMMUTABLE) {
            JsonElement old = before.metadata().get(member);
            JsonElement now = after.metadata().get(member);
            if (old != null && !old.equals(now)) {
                causes.add(Cause.invalid("metadata." + member, String.valueOf(now), "field is immutable"));
            }
        }
        if (before.isTerminating()) {
            List<String> added = new ArrayList<>(after.finalizers());
            added.removeAll(before.finalizers());
            if (!added.isEmpty()) {
                causes.add(Cause.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + String.join(
                                        ", ",
                                        added.stream()
                                                .map(MetadataFaults::quoted)
                                                .toList())
                                + "}"));
            }
        }
        if (!causes.isEmpty()) {
            throw ApiFaults.invalid(type, before.name(), causes);
        }
    }
}
