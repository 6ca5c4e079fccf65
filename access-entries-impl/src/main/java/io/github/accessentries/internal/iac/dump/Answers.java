package io.github.accessentries.internal.iac.dump;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesDocuments;
import io.github.accessentries.internal.document.ToldFaults;
import io.github.accessentries.internal.filed.FiledObjects;
import io.github.accessentries.internal.files.TextFile;
import io.github.accessentries.internal.iac.dump.Answer.Page;
import io.github.accessentries.internal.iac.dump.AnswerReader.Item;
import io.github.accessentries.internal.iac.dump.AnswerReader.UnreadableAnswer;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The answers in some texts, whatever the texts are called and however the answers lie in them. Not thread-safe. */
final class Answers {

    /** Answers may lie in a list, and lists in one another where somebody has put them together. */
    private static final int MAX_DEPTH = 4;

    private static final String LIST = "List";

    private final List<Answer> all = new ArrayList<>();
    private final Map<String, List<JsonElement>> objectsByFile = new LinkedHashMap<>();
    private final FiledObjects filed = new FiledObjects();
    private final ToldFaults faults = new ToldFaults(more -> "and " + more + " more");
    private int order;

    List<Answer> all() {
        return all;
    }

    /** The objects of Kubernetes that stand among them. */
    FiledObjects filed() {
        return filed;
    }

    /** The documents of objects of Kubernetes, by the file that they stand in, each at its place, with nothing else between them. */
    Map<String, List<JsonElement>> objectsByFile() {
        return objectsByFile;
    }

    List<String> faults() {
        return Stream.concat(faults.told().stream(), filed.faults().stream()).toList();
    }

    void fault(String fault) {
        faults.add(fault);
    }

    /** Reads a file; a name that is empty is not told. */
    void read(TextFile file) {
        String name = PlainText.of(file.name());
        // What another file says is not right behind this one.
        order++;
        CallErrors.Parted parted = CallErrors.of(file.text());
        parted.errors().forEach(error -> faults.add(about(name, error)));
        if (parted.rest().isBlank()) {
            if (parted.errors().isEmpty()) {
                faults.add(about(name, "is empty; make the call again that was to fill it"));
            }
            return;
        }
        Optional<String> forPeople = CallErrors.forPeople(parted.rest());
        if (forPeople.isPresent()) {
            faults.add(about(name, forPeople.get()));
            return;
        }
        List<JsonElement> objects = new ArrayList<>();
        KubernetesDocuments.read(
                        parted.rest(), DocumentLimits.CLUSTER_DUMP, name.isEmpty() ? "" : name + ", ", faults::add)
                .readable()
                .forEach(document -> add(document.place(), document.json(), 0).ifPresent(object -> {
                    while (objects.size() < document.number() - 1) {
                        objects.add(new JsonArray());
                    }
                    objects.add(object);
                }));
        if (!objects.isEmpty()) {
            objectsByFile
                    .computeIfAbsent(file.name(), each -> new ArrayList<>())
                    .addAll(objects);
        }
    }

    private static String about(String name, String what) {
        return (name.isEmpty() ? "the text" : name) + " " + what;
    }

    /** Adds what stands at a place, and returns what of it are objects of Kubernetes, with nothing in the place of all else. */
    private Optional<JsonElement> add(String place, JsonElement json, int depth) {
        if (json instanceof JsonArray array && depth < MAX_DEPTH) {
            return addItems(place, array, depth);
        }
        if (json.isJsonNull()) {
            return Optional.empty();
        }
        order++;
        if (json instanceof JsonObject object) {
            Optional<String> error = CallErrors.ofStatus(object);
            if (error.isPresent()) {
                faults.add(place + ": " + error.get());
            } else if (FiledObjects.isOne(object)) {
                filed.add(place, object);
                return Optional.of(itemsOfLists(object));
            } else {
                addAnswers(place, object);
            }
        } else {
            faults.add(place + ": is no answer to a call; give what the AWS CLI and kubectl print, without --query");
        }
        return Optional.empty();
    }

    private Optional<JsonElement> addItems(String place, JsonArray items, int depth) {
        JsonArray objects = new JsonArray();
        boolean isEmpty = true;
        for (int i = 0; i < items.size(); i++) {
            Optional<JsonElement> object = add(place + ", item " + (i + 1), items.get(i), depth + 1);
            objects.add(object.orElseGet(JsonArray::new));
            isEmpty &= object.isEmpty();
        }
        return isEmpty ? Optional.empty() : Optional.of(objects);
    }

    /**
     * The items of a list by themselves, each with the kind that the list says. What a list tells of the cluster beyond its items, such as
     * that there are more of them, is told by {@link #filed()}, and need not be told again.
     */
    private static JsonElement itemsOfLists(JsonObject object) {
        String kind = text(object, "kind");
        if (!(object.get("items") instanceof JsonArray items) || !(kind.isEmpty() || kind.endsWith(LIST))) {
            return object;
        }
        JsonArray all = new JsonArray();
        for (JsonElement item : items) {
            if (!(item instanceof JsonObject one)) {
                all.add(item);
            } else if (kind.isEmpty() || kind.equals(LIST) || one.has("kind")) {
                all.add(itemsOfLists(one));
            } else {
                JsonObject named = one.deepCopy();
                named.addProperty("kind", kind.substring(0, kind.length() - LIST.length()));
                if (!one.has("apiVersion")) {
                    named.addProperty("apiVersion", text(object, "apiVersion"));
                }
                all.add(itemsOfLists(named));
            }
        }
        return all;
    }

    private static String text(JsonObject object, String member) {
        return object.get(member) instanceof JsonPrimitive text ? text.getAsString() : "";
    }

    /** One object may have the members of several answers, where somebody has put them together. */
    private void addAnswers(String place, JsonObject json) {
        int before = all.size() + faults.told().size();
        read(place, json, "cluster", member -> addCluster(place, member));
        read(place, json, "accessEntry", member -> addEntry(place, member));
        read(
                place,
                json,
                "accessEntries",
                member -> all.add(new Answer.OfPrincipals(page(place, json, "accessEntries", AnswerReader::text))));
        read(
                place,
                json,
                "associatedAccessPolicies",
                member -> all.add(new Answer.OfAssociations(
                        AnswerReader.clusterName(json, "clusterName", ""),
                        AnswerReader.required(json, "principalArn"),
                        page(place, json, "associatedAccessPolicies", AnswerReader::association))));
        read(
                place,
                json,
                "accessPolicies",
                member -> all.add(new Answer.OfPolicies(page(place, json, "accessPolicies", AnswerReader::policy))));
        if (json.has("accessEntryArn") && json.has("principalArn")) {
            // What --query accessEntry leaves of an answer is the same in itself.
            read(place, json, "accessEntryArn", member -> addEntry(place, json));
        }
        if (all.size() + faults.told().size() == before) {
            faults.add(place + ": is not an answer that tells of access entries; ignored");
        }
    }

    /** Reads one member into an answer. */
    private interface Reading {
        void of(JsonElement member) throws UnreadableAnswer;
    }

    private void read(String place, JsonObject json, String member, Reading reading) {
        JsonElement written = json.get(member);
        if (written == null || written.isJsonNull()) {
            return;
        }
        try {
            reading.of(written);
        } catch (UnreadableAnswer e) {
            faults.add(place + ": its " + member + " cannot be read, since " + e.getMessage());
        }
    }

    private void addCluster(String place, JsonElement member) throws UnreadableAnswer {
        all.add(new Answer.OfCluster(place, AnswerReader.cluster(AnswerReader.object(member, "it"))));
    }

    private void addEntry(String place, JsonElement member) throws UnreadableAnswer {
        var entry = AnswerReader.entry(AnswerReader.object(member, "it"));
        all.add(new Answer.OfEntry(place, entry.clusterName(), entry));
    }

    /** The CLI writes {@code NextToken} where it was told how many items to print at most. */
    private <T> Page<T> page(String place, JsonObject json, String member, Item<T> item) throws UnreadableAnswer {
        boolean goesOn = Stream.of("nextToken", "NextToken")
                .map(json::get)
                .anyMatch(token -> token instanceof JsonPrimitive text
                        && !text.getAsString().isEmpty());
        return new Page<>(place, order, goesOn, AnswerReader.items(json, member, item));
    }
}
