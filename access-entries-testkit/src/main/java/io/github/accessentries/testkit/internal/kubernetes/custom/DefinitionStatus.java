package io.github.accessentries.testkit.internal.kubernetes.custom;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a definition: whether its names are free, so that it is established, and in which versions objects may be
 * stored.
 *
 * @param now the time on the cluster
 * @param others the definitions that are established
 */
record DefinitionStatus(Instant now, List<CustomDefinition> others) {

    void writeTo(JsonObject definition) {
        JsonObject spec = Member.object(definition, "spec");
        JsonObject status = Member.object(definition, "status").deepCopy();
        Optional<Taken> taken = taken(CustomDefinition.of(KubeObject.of(definition)));
        JsonArray conditions = new JsonArray();
        boolean isFree = taken.isEmpty();
        conditions.add(condition(
                status,
                "NamesAccepted",
                isFree,
                taken.map(Taken::reason).orElse("NoConflicts"),
                taken.map(each -> '"' + each.name() + "\" is already in use").orElse("no conflicts found")));
        boolean wasEstablished = CustomDefinition.of(KubeObject.of(definition)).isEstablished();
        boolean isEstablished = isFree || wasEstablished;
        conditions.add(condition(
                status,
                "Established",
                isEstablished,
                isEstablished ? "InitialNamesAccepted" : "NotAccepted",
                isEstablished ? "the initial names have been accepted" : "not all names are accepted"));
        Member.objects(status, "conditions").stream()
                .filter(other -> !List.of("NamesAccepted", "Established").contains(Member.text(other, "type")))
                .forEach(conditions::add);
        status.add("conditions", conditions);
        status.add("acceptedNames", isFree ? Member.object(spec, "names").deepCopy() : accepted(status));
        status.add("storedVersions", storedVersions(status, spec));
        definition.add("status", status);
    }

    private static JsonObject accepted(JsonObject status) {
        JsonObject accepted = Member.object(status, "acceptedNames").deepCopy();
        Stream.of("plural", "kind").filter(name -> !accepted.has(name)).forEach(name -> accepted.addProperty(name, ""));
        return accepted;
    }

    /** A name that another definition of the group has. */
    private record Taken(String reason, String name) {}

    private Optional<Taken> taken(CustomDefinition definition) {
        List<CustomDefinition> ofGroup = others.stream()
                .filter(other -> other.group().equals(definition.group()))
                .toList();
        Stream<Taken> names = ofGroup.stream()
                .flatMap(other -> other.resourceNames().stream())
                .filter(definition.resourceNames()::contains)
                .map(name -> new Taken("NameConflict", name));
        Stream<Taken> kinds = ofGroup.stream()
                .flatMap(other -> other.kinds().stream())
                .filter(definition.kinds()::contains)
                .map(name -> new Taken("KindConflict", name));
        return Stream.concat(names, kinds).findFirst();
    }

    private JsonObject condition(JsonObject status, String type, boolean isTrue, String reason, String message) {
        String word = isTrue ? "True" : "False";
        Optional<JsonObject> old = Member.objects(status, "conditions").stream()
                .filter(condition -> Member.text(condition, "type").equals(type)
                        && Member.text(condition, "status").equals(word))
                .findFirst();
        JsonObject condition = new JsonObject();
        condition.addProperty("type", type);
        condition.addProperty("status", word);
        condition.addProperty(
                "lastTransitionTime",
                old.map(each -> Member.text(each, "lastTransitionTime"))
                        .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString()));
        condition.addProperty("reason", reason);
        condition.addProperty("message", message);
        return condition;
    }

    private static JsonArray storedVersions(JsonObject status, JsonObject spec) {
        JsonArray stored = new JsonArray();
        Member.texts(status, "storedVersions").forEach(stored::add);
        Member.objects(spec, "versions").stream()
                .filter(version -> Member.isTrue(version, "storage"))
                .map(version -> new JsonPrimitive(Member.text(version, "name")))
                .filter(version -> !stored.contains(version))
                .forEach(stored::add);
        return stored;
    }
}
