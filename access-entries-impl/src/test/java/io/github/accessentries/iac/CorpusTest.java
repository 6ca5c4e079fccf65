package io.github.accessentries.iac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.AccessScope;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Files as teams have them, with the entries that they mean. A case holds if exactly its entries come out and each text of what it
 * leaves out stands in some omission ({@code a|b}: one of them); a refused one, if the message has them all.
 */
class CorpusTest {

    private static final String FORMAT = "format";

    private static final Map<String, AccessSource> FORMATS = Map.of(
            "cloudformation", AccessFormat.cloudFormation(),
            "dump", new DumpFormat(),
            "terraform", AccessFormat.terraform(),
            "eksctl", AccessFormat.eksctl(),
            "ack", AccessFormat.ack(),
            "crossplane", AccessFormat.crossplane(),
            "clusterApi", AccessSource.clusterApi(),
            "pulumi", AccessFormat.pulumi());

    /** What came of a text. */
    private record Outcome(JsonArray entries, List<String> omissions, Optional<String> refusal) {

        boolean isAs(JsonObject expected) {
            boolean refused = expected.has("refused") && expected.get("refused").getAsBoolean();
            List<String> told = refusal.map(List::of).orElse(omissions);
            boolean names = stream(expected.get("omitted"))
                    .map(JsonElement::getAsString)
                    .allMatch(name -> Stream.of(name.split("\\|"))
                            .anyMatch(each -> told.stream().anyMatch(text -> text.contains(each))));
            if (refusal.isPresent()) {
                return refused && names;
            }
            boolean asRead = entries.equals(sorted(expected.get("entries")));
            return refused ? !expected.getAsJsonArray("entries").isEmpty() && asRead : asRead && names;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCase() throws Exception {
        Path cases =
                Path.of(CorpusTest.class.getResource("corpus.json").toURI()).getParent();
        try (Stream<Path> files = Files.list(cases)) {
            List<Path> sorted = files.filter(
                            file -> file.getFileName().toString().matches("(corpus|cases-.*)\\.json"))
                    .sorted()
                    .toList();
            return sorted.stream().flatMap(CorpusTest::casesOf);
        }
    }

    private static Stream<DynamicTest> casesOf(Path file) {
        try {
            JsonElement cases = JsonParser.parseString(Files.readString(file, UTF_8))
                    .getAsJsonObject()
                    .get("cases");
            return stream(cases)
                    .map(JsonElement::getAsJsonObject)
                    .filter(each -> FORMATS.containsKey(each.get(FORMAT).getAsString()))
                    .map(each -> DynamicTest.dynamicTest(
                            file.getFileName() + ": " + each.get("name").getAsString(), () -> check(each)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(JsonObject each) {
        Map<String, String> values = new TreeMap<>();
        each.getAsJsonObject("values")
                .entrySet()
                .forEach(value -> values.put(value.getKey(), value.getValue().getAsString()));
        AccessSource format = requireNonNull(FORMATS.get(each.get(FORMAT).getAsString()));
        JsonObject expected = each.getAsJsonObject("expect");

        Outcome outcome = read(format, each.get("text").getAsString(), values);

        boolean alsoRight = expected.has("alsoRight")
                && outcome.isAs(expected.get("alsoRight").getAsJsonObject());
        assertThat(alsoRight || outcome.isAs(expected))
                .as("%s%nexpected %s%nbut was  %s", each.get("why").getAsString(), expected, outcome)
                .isTrue();
    }

    private static Outcome read(AccessSource format, String text, Map<String, String> values) {
        try {
            Imported imported = format.read(text, values);
            JsonArray entries = new JsonArray();
            imported.clusters()
                    .forEach((cluster, access) -> access.entries().forEach(entry -> entries.add(json(cluster, entry))));
            return new Outcome(
                    sorted(entries),
                    imported.omissions().stream().map(Omission::toString).toList(),
                    Optional.empty());
        } catch (InvalidDesiredAccessException e) {
            return new Outcome(new JsonArray(), List.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static JsonObject json(String cluster, DesiredEntry entry) {
        JsonObject json = new JsonObject();
        json.addProperty("cluster", cluster);
        json.addProperty("principal", entry.principal().toString());
        json.addProperty("type", entry.type().name());
        json.add(
                "username",
                entry.username().<JsonElement>map(JsonPrimitive::new).orElse(JsonNull.INSTANCE));
        json.add("groups", texts(entry.allGroups()));
        JsonArray policies = new JsonArray();
        entry.policies().forEach((policy, scope) -> {
            JsonObject association = new JsonObject();
            association.addProperty("policy", policy.arnIn(entry.principal().partition()));
            association.add("scope", json(scope));
            policies.add(association);
        });
        json.add("policies", policies);
        json.add("tags", new Gson().toJsonTree(entry.tags()));
        return json;
    }

    private static JsonObject json(AccessScope scope) {
        JsonObject json = new JsonObject();
        json.addProperty("type", scope.type());
        if (!scope.isClusterWide()) {
            json.add("namespaces", texts(scope.namespaces()));
        }
        return json;
    }

    private static JsonArray texts(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.stream().sorted().forEach(array::add);
        return array;
    }

    /** Entries, their groups, policies and namespaces have no order. */
    private static JsonArray sorted(JsonElement entries) {
        List<JsonObject> sorted = new ArrayList<>();
        stream(entries)
                .map(JsonElement::deepCopy)
                .map(JsonElement::getAsJsonObject)
                .forEach(entry -> {
                    entry.add("groups", sortedTexts(entry.get("groups")));
                    List<JsonElement> policies = new ArrayList<>();
                    stream(entry.get("policies")).forEach(policies::add);
                    policies.forEach(policy -> {
                        JsonObject scope = policy.getAsJsonObject().getAsJsonObject("scope");
                        if (scope.has("namespaces")) {
                            scope.add("namespaces", sortedTexts(scope.get("namespaces")));
                        }
                    });
                    policies.sort(comparing(
                            policy -> policy.getAsJsonObject().get("policy").getAsString()));
                    JsonArray inOrder = new JsonArray();
                    policies.forEach(inOrder::add);
                    entry.add("policies", inOrder);
                    sorted.add(entry);
                });
        sorted.sort(comparing(entry -> entry.get("cluster") + " " + entry.get("principal")));
        JsonArray array = new JsonArray();
        sorted.forEach(array::add);
        return array;
    }

    private static JsonArray sortedTexts(JsonElement array) {
        return texts(stream(array).map(JsonElement::getAsString).toList());
    }

    private static Stream<JsonElement> stream(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false);
    }
}
