package io.github.accessentries.testkit.internal.kubernetes.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.HandMadeSchema;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three managers that apply at random, beside a model that knows only what each of them wants. */
class ServerSideApplyPropertyTest {

    private static final List<String> MANAGERS = List.of("one", "two", "three");
    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private final Map<String, JsonObject> wishes = new HashMap<>();
    private Optional<KubeObject> live = Optional.empty();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void applies_holdWhatTheyPromise(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            String manager = MANAGERS.get(random.nextInt(3));
            JsonObject wish = wish(random);
            boolean force = random.nextInt(3) == 0;
            now = now.plusSeconds(1);
            Map<String, String> before = leaves();
            try {
                live = Optional.of(ServerSideApply.apply(by(manager), live, wish.deepCopy(), force));
            } catch (ApiFault fault) {
                assertThat(force).as("a forced apply cannot conflict").isFalse();
                assertThat(differs(manager, wish))
                        .as("%s: %s", i, fault.message())
                        .isTrue();
                assertThat(leaves()).isEqualTo(before);
                continue;
            }
            if (!force) {
                assertThat(differs(manager, wish))
                        .as("%s: values that differ conflict", i)
                        .isFalse();
            }
            wishes.forEach((other, fields) -> {
                if (!other.equals(manager)) {
                    giveUp(fields, wish);
                }
            });
            wishes.put(manager, wish);

            assertThat(leaves())
                    .as("%s: what is wanted is there, and nothing else", i)
                    .isEqualTo(wanted());
            KubeObject after = live.orElseThrow();
            now = now.plusSeconds(1);
            assertThat(ServerSideApply.apply(by(manager), live, wish.deepCopy(), false))
                    .as("%s: a second time changes nothing", i)
                    .isSameAs(after);
        }
    }

    private Map<String, String> leaves() {
        Map<String, String> leaves = new TreeMap<>();
        live.ifPresent(object -> leaves(object.json(), leaves));
        return leaves;
    }

    private Map<String, String> wanted() {
        Map<String, String> wanted = new TreeMap<>();
        wishes.values().forEach(wish -> leaves(wish, wanted));
        return wanted;
    }

    private boolean differs(String manager, JsonObject wish) {
        Map<String, String> mine = new TreeMap<>();
        leaves(wish, mine);
        return wishes.entrySet().stream()
                .filter(other -> !other.getKey().equals(manager))
                .anyMatch(other -> {
                    Map<String, String> theirs = new TreeMap<>();
                    leaves(other.getValue(), theirs);
                    return theirs.entrySet().stream()
                            .anyMatch(leaf -> mine.containsKey(leaf.getKey())
                                    && !mine.get(leaf.getKey()).equals(leaf.getValue()));
                });
    }

    /** Every single value with its place; an element of a list is a value, too. */
    private static void leaves(JsonObject object, Map<String, String> leaves) {
        JsonObject spec = object.getAsJsonObject("spec");
        if (spec != null && spec.has("nodeName")) {
            leaves.put("nodeName", spec.get("nodeName").getAsString());
        }
        if (spec != null && spec.has("nodeSelector")) {
            leaves.put(
                    "nodeSelector",
                    new TreeMap<>(spec.getAsJsonObject("nodeSelector").asMap()).toString());
        }
        if (spec != null && spec.has("containers")) {
            for (JsonElement item : spec.getAsJsonArray("containers")) {
                JsonObject container = item.getAsJsonObject();
                String name = "container " + container.get("name").getAsString();
                leaves.put(name, "");
                if (container.has("image")) {
                    leaves.put(name + " image", container.get("image").getAsString());
                }
                if (container.has("args")) {
                    leaves.put(name + " args", container.get("args").toString());
                }
            }
        }
        JsonObject metadata = object.getAsJsonObject("metadata");
        if (metadata.has("labels")) {
            metadata.getAsJsonObject("labels")
                    .entrySet()
                    .forEach(label -> leaves.put(
                            "label " + label.getKey(), label.getValue().getAsString()));
        }
        if (metadata.has("finalizers")) {
            metadata.getAsJsonArray("finalizers").forEach(each -> leaves.put("finalizer " + each.getAsString(), ""));
        }
    }

    /** What somebody else took by force is no longer wanted by the other. */
    private static void giveUp(JsonObject fields, JsonObject taken) {
        Map<String, String> mine = new TreeMap<>();
        leaves(taken, mine);
        JsonObject spec = fields.getAsJsonObject("spec");
        Map<String, String> theirs = new TreeMap<>();
        leaves(fields, theirs);
        theirs.forEach((place, value) -> {
            if (mine.containsKey(place) && !mine.get(place).equals(value)) {
                String[] words = place.split(" ", -1);
                switch (words[0]) {
                    case "label" ->
                        fields.getAsJsonObject("metadata")
                                .getAsJsonObject("labels")
                                .remove(words[1]);
                    case "container" ->
                        spec.getAsJsonArray("containers").forEach(item -> {
                            if (item.getAsJsonObject().get("name").getAsString().equals(words[1])) {
                                item.getAsJsonObject().remove(words[2]);
                            }
                        });
                    default -> spec.remove(place);
                }
            }
        });
    }

    private FieldManager by(String manager) {
        return new FieldManager(
                manager,
                BuiltInTypes.get().find("", "v1", "pods").orElseThrow(),
                "",
                Optional.<Schema>of(HandMadeSchema.POD),
                now);
    }

    private static JsonObject wish(RandomGenerator random) {
        JsonObject wish = JsonParser.parseString("{apiVersion:v1,kind:Pod,metadata:{name:p}}")
                .getAsJsonObject();
        JsonObject spec = new JsonObject();
        if (random.nextBoolean()) {
            spec.addProperty("nodeName", NAMES.get(random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            JsonObject selector = new JsonObject();
            selector.addProperty("disk", NAMES.get(random.nextInt(2)));
            spec.add("nodeSelector", selector);
        }
        JsonArray containers = new JsonArray();
        JsonObject labels = new JsonObject();
        JsonArray finalizers = new JsonArray();
        for (String name : NAMES) {
            if (random.nextInt(3) == 0) {
                containers.add(container(random, name));
            }
            if (random.nextInt(3) == 0) {
                labels.addProperty(name, NAMES.get(random.nextInt(2)));
            }
            if (random.nextInt(3) == 0) {
                finalizers.add(name);
            }
        }
        addUnlessEmpty(spec, "containers", containers, containers.isEmpty());
        addUnlessEmpty(wish.getAsJsonObject("metadata"), "labels", labels, labels.isEmpty());
        addUnlessEmpty(wish.getAsJsonObject("metadata"), "finalizers", finalizers, finalizers.isEmpty());
        addUnlessEmpty(wish, "spec", spec, spec.isEmpty());
        return wish;
    }

    private static JsonObject container(RandomGenerator random, String name) {
        JsonObject container = new JsonObject();
        container.addProperty("name", name);
        if (random.nextBoolean()) {
            container.addProperty("image", NAMES.get(random.nextInt(2)));
        }
        if (random.nextBoolean()) {
            JsonArray args = new JsonArray();
            args.add(NAMES.get(random.nextInt(2)));
            container.add("args", args);
        }
        return container;
    }

    private static void addUnlessEmpty(JsonObject object, String member, JsonElement value, boolean isEmpty) {
        if (!isEmpty) {
            object.add(member, value);
        }
    }

    /** Whatever an object says of its owners, is read or passed over. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void owners_thatAnybodyWrote_areReadOrPassedOver(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        String good =
                "[{\"manager\":\"m\",\"operation\":\"Update\",\"apiVersion\":\"v1\",\"fieldsType\":\"FieldsV1\",\"fieldsV1\":"
                        + "{\"f:spec\":{\".\":{},\"f:containers\":{\"k:{\\\"name\\\":\\\"a\\\"}\":{\".\":{}},\"v:1\":{},\"i:0\":{}}}}}]";
        for (int i = 0; i < 100; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int n = random.nextInt(4); n > 0; n--) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, "{}[]:\"\\,.fkvi019x".charAt(random.nextInt(17)));
            }
            JsonObject object = wish(random);
            try {
                object.getAsJsonObject("metadata").add("managedFields", JsonParser.parseString(text.toString()));
            } catch (JsonParseException e) {
                continue;
            }
            try {
                KubeObject tracked = FieldManagement.track(by("writer"), Optional.empty(), KubeObject.of(object));
                ServerSideApply.apply(by("applier"), Optional.of(tracked), wish(random), true);
            } catch (RuntimeException e) {
                fail("seed " + seed + ": " + text, e);
            }
        }
    }
}
