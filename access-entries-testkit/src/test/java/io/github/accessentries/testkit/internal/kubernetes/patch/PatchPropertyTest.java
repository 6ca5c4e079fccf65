package io.github.accessentries.testkit.internal.kubernetes.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.schema.HandMadeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random patches of random objects, beside naive patchers that rebuild the whole tree for each step. */
class PatchPropertyTest {

    private static final int TIMES = 40;
    private static final List<PatchType> TYPES = List.of(PatchType.values());
    private static final List<String> NAMES =
            List.of("a", "b", "a/b", "m~n", "0", "", "name", "$patch", "spec", "containers");

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void mergePatch_isThatOfTheStandard(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < TIMES; i++) {
            JsonObject before = object(random, 3);
            JsonElement untouched = before.deepCopy();
            JsonObject patch = object(random, 3);

            JsonObject after = read(PatchType.MERGE, patch).apply(before, Optional.empty());

            assertThat(after).as("%s with %s", before, patch).isEqualTo(mergedByTheStandard(before, patch));
            assertThat(before).isEqualTo(untouched);
        }
    }

    /** The pseudocode of RFC 7386. */
    private static JsonElement mergedByTheStandard(JsonElement target, JsonElement patch) {
        if (!patch.isJsonObject()) {
            return patch;
        }
        JsonObject result = target.isJsonObject() ? target.getAsJsonObject().deepCopy() : new JsonObject();
        for (String name : patch.getAsJsonObject().keySet()) {
            JsonElement value = patch.getAsJsonObject().get(name);
            if (value.isJsonNull()) {
                result.remove(name);
            } else {
                JsonElement old = result.has(name) ? result.get(name) : JsonNull.INSTANCE;
                result.add(name, mergedByTheStandard(old, value));
            }
        }
        return result;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void jsonPatch_isThatOfANaivePatcher(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int applied = 0;
        for (int i = 0; i < TIMES * 5; i++) {
            JsonObject before = object(random, 3);
            JsonArray patch = new JsonArray();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                patch.add(operation(random, before));
            }
            Optional<JsonElement> expected = patchedNaively(before, patch).filter(JsonElement::isJsonObject);
            Optional<JsonElement> actual;
            try {
                actual = Optional.of(read(PatchType.JSON, patch).apply(before, Optional.empty()));
                applied++;
            } catch (ApiFault fault) {
                assertThat(fault.code()).isEqualTo(422);
                actual = Optional.empty();
            }
            assertThat(actual).as("%s with %s", before, patch).isEqualTo(expected);
        }
        assertThat(applied).as("patches that fit").isGreaterThan(TIMES / 4);
    }

    private static Optional<JsonElement> patchedNaively(JsonElement before, JsonArray patch) {
        JsonElement at = before.deepCopy();
        try {
            for (JsonElement operation : patch) {
                JsonObject object = operation.getAsJsonObject();
                List<String> path = tokens(object.get("path").getAsString());
                String op = object.get("op").getAsString();
                List<String> from =
                        object.has("from") ? tokens(object.get("from").getAsString()) : List.of();
                JsonElement value = object.get("value");
                at = switch (op) {
                    case "add" -> rebuilt(at, path, value, true);
                    case "remove" -> rebuilt(at, path, JsonNull.INSTANCE, false);
                    case "replace" -> {
                        found(at, path);
                        yield path.isEmpty()
                                ? value
                                : rebuilt(rebuilt(at, path, JsonNull.INSTANCE, false), path, value, true);
                    }
                    case "copy" -> rebuilt(at, path, found(at, from), true);
                    case "move" -> {
                        JsonElement moved = found(at, from);
                        boolean isIntoItself = path.size() > from.size()
                                && path.subList(0, from.size()).equals(from);
                        if (isIntoItself) {
                            throw new IndexOutOfBoundsException();
                        }
                        yield path.equals(from)
                                ? at
                                : rebuilt(rebuilt(at, from, JsonNull.INSTANCE, false), path, moved, true);
                    }
                    default -> {
                        if (!found(at, path).equals(value)) {
                            throw new IndexOutOfBoundsException();
                        }
                        yield at;
                    }
                };
            }
            return Optional.of(at);
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        for (String token :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return tokens;
    }

    private static JsonElement found(JsonElement at, List<String> path) {
        JsonElement found = at;
        for (String token : path) {
            if (found.isJsonObject() && found.getAsJsonObject().has(token)) {
                found = found.getAsJsonObject().get(token);
            } else if (found.isJsonArray()) {
                found = found.getAsJsonArray().get(place(token));
            } else {
                throw new IndexOutOfBoundsException();
            }
        }
        return found;
    }

    private static int place(String token) {
        if (!token.matches("0|[1-9][0-9]*")) {
            throw new IndexOutOfBoundsException();
        }
        return Integer.parseInt(token);
    }

    /** A copy with something added at a place, or removed from it. */
    private static JsonElement rebuilt(JsonElement at, List<String> path, JsonElement value, boolean adds) {
        if (path.isEmpty()) {
            if (!adds) {
                throw new IndexOutOfBoundsException();
            }
            return value;
        }
        String token = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (at.isJsonObject()) {
            JsonObject copy = at.getAsJsonObject().deepCopy();
            if (!rest.isEmpty() || !adds) {
                found(at, List.of(token));
            }
            if (rest.isEmpty() && !adds) {
                copy.remove(token);
            } else {
                copy.add(token, rest.isEmpty() ? value : rebuilt(copy.get(token), rest, value, adds));
            }
            return copy;
        }
        if (!at.isJsonArray()) {
            throw new IndexOutOfBoundsException();
        }
        List<JsonElement> items = new ArrayList<>(at.getAsJsonArray().asList());
        int index = adds && rest.isEmpty() && token.equals("-") ? items.size() : place(token);
        if (!rest.isEmpty()) {
            items.set(index, rebuilt(items.get(index), rest, value, adds));
        } else if (adds) {
            items.add(index, value);
        } else {
            items.remove(index);
        }
        return PatchedList.array(items);
    }

    private static JsonObject operation(RandomGenerator random, JsonElement target) {
        JsonObject operation = new JsonObject();
        operation.addProperty(
                "op",
                List.of("add", "remove", "replace", "move", "copy", "test").get(random.nextInt(6)));
        String path = pointer(random, target);
        operation.addProperty("path", path);
        operation.addProperty("from", pointer(random, target));
        boolean meansWhatIsThere = random.nextInt(3) == 0;
        operation.add("value", meansWhatIsThere ? foundOrNull(target, path) : value(random, 2));
        return operation;
    }

    private static JsonElement foundOrNull(JsonElement target, String path) {
        try {
            return found(target, tokens(path));
        } catch (IndexOutOfBoundsException e) {
            return JsonNull.INSTANCE;
        }
    }

    private static String pointer(RandomGenerator random, JsonElement target) {
        StringBuilder pointer = new StringBuilder();
        JsonElement at = target;
        for (int depth = random.nextInt(1, 4); depth > 0; depth--) {
            String token = NAMES.get(random.nextInt(NAMES.size()));
            if (at instanceof JsonObject object && !object.isEmpty() && random.nextInt(10) > 0) {
                token = List.copyOf(object.keySet()).get(random.nextInt(object.size()));
            } else if (at instanceof JsonArray array) {
                token = random.nextInt(4) == 0 ? "-" : String.valueOf(random.nextInt(array.size() + 1));
            }
            pointer.append('/').append(token.replace("~", "~0").replace("/", "~1"));
            at = at instanceof JsonObject object && object.has(token) ? object.get(token) : at;
        }
        return pointer.toString();
    }

    /** Whatever comes, ends in an object or in a refusal. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyBody_endsInAnObjectOrInARefusal(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < TIMES * 5; i++) {
            PatchType type = TYPES.get(random.nextInt(TYPES.size()));
            byte[] body = value(random, 4).toString().getBytes(UTF_8);
            for (int n = random.nextInt(3); n > 0 && body.length > 0; n--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            JsonObject before = object(random, 3);
            try {
                ObjectPatch patch = ObjectPatch.read(type, body);
                JsonObject after = type == PatchType.APPLY
                        ? patch.configuration()
                        : patch.apply(before, Optional.of(HandMadeSchema.POD));
                assertThat(after).isNotNull();
            } catch (ApiFault fault) {
                assertThat(fault.code()).isIn(400, 422, 500);
                assertThat(fault.message()).isNotBlank();
            } catch (RuntimeException e) {
                fail("seed " + seed + ", " + type + ": " + new String(body, UTF_8), e);
            }
        }
    }

    private static ObjectPatch read(PatchType type, JsonElement patch) {
        // As text, which keeps nulls.
        return ObjectPatch.read(type, patch.toString().getBytes(UTF_8));
    }

    private static JsonElement value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 4)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(random.nextInt(4));
            case 2 -> new JsonPrimitive(NAMES.get(random.nextInt(NAMES.size())));
            case 3 -> new JsonPrimitive(random.nextBoolean());
            case 4 -> {
                JsonArray array = new JsonArray();
                for (int n = random.nextInt(4); n > 0; n--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> object(random, depth - 1);
        };
    }

    private static JsonObject object(RandomGenerator random, int depth) {
        JsonObject object = new JsonObject();
        for (int n = random.nextInt(5); n > 0; n--) {
            object.add(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
        }
        return object;
    }
}
