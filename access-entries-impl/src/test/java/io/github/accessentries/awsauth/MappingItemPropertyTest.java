package io.github.accessentries.awsauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items with members of all spellings and types, against a decoder that is written down as plainly as Go's can be. */
class MappingItemPropertyTest {

    private static final List<String> KEYS = List.of(
            "rolearn",
            "roleArn",
            "ROLEARN",
            "userarn",
            "username",
            "Username",
            "u\u017Fername",
            "groups",
            "Groups",
            "GROUPS",
            "group\u017F",
            "userid",
            "sso",
            "SSO",
            "other",
            "group");

    private static JsonElement scalar(RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(random.nextInt(10));
            case 2 -> new JsonPrimitive(true);
            case 3 -> new JsonObject();
            case 4 -> new JsonPrimitive("");
            default -> new JsonPrimitive("t" + random.nextInt(100));
        };
    }

    private static JsonElement value(RandomGenerator random) {
        if (random.nextInt(3) > 0) {
            return scalar(random);
        }
        JsonArray list = new JsonArray();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(scalar(random));
        }
        return list;
    }

    private static JsonElement item(RandomGenerator random) {
        if (random.nextInt(20) == 0) {
            return value(random);
        }
        Map<String, JsonElement> members = new TreeMap<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            members.put(KEYS.get(random.nextInt(KEYS.size())), value(random));
        }
        JsonObject item = new JsonObject();
        members.forEach(item::add);
        return item;
    }

    /** A struct, and an array that is never shorter than what was decoded into it. */
    private static final class Naive {

        private final Map<String, String> texts = new TreeMap<>();
        private String[] array = new String[0];
        private int length;
        private boolean sso;
        private boolean wrong;

        void member(String key, JsonElement value) {
            switch (key.toUpperCase(Locale.ROOT)) {
                case "ROLEARN", "USERNAME", "USERID" -> {
                    if (isText(value)) {
                        texts.put(key.toUpperCase(Locale.ROOT), value.getAsString());
                    } else {
                        wrong |= !value.isJsonNull();
                    }
                }
                case "SSO" -> sso = !value.isJsonNull();
                case "GROUPS" -> groups(value);
                default -> {}
            }
        }

        private void groups(JsonElement value) {
            if (value.isJsonNull() || (value instanceof JsonArray empty && empty.isEmpty())) {
                array = new String[0];
                length = 0;
            } else if (value instanceof JsonArray list) {
                int before = array.length;
                array = Arrays.copyOf(array, Math.max(before, list.size()));
                Arrays.fill(array, before, array.length, "");
                for (int i = 0; i < list.size(); i++) {
                    array[i] = isText(list.get(i)) ? list.get(i).getAsString() : array[i];
                    wrong |= !isText(list.get(i)) && !list.get(i).isJsonNull();
                }
                length = list.size();
            } else {
                wrong = true;
            }
        }

        List<ArnMapping> mapping() {
            String arn = texts.getOrDefault("ROLEARN", "");
            return arn.isEmpty() || sso
                    ? List.of()
                    : List.of(ArnMapping.of(
                            arn,
                            texts.getOrDefault("USERNAME", ""),
                            Arrays.asList(array).subList(0, length)));
        }
    }

    private static boolean isText(JsonElement value) {
        return value instanceof JsonPrimitive text && text.isString();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void item_isDecodedAsGoDoesIt_andWhatWentWrongIsTold(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        int mapped = 0;
        for (int i = 0; i < 5_000; i++) {
            JsonElement item = item(random);
            Naive naive = new Naive();
            if (item instanceof JsonObject members) {
                members.entrySet().forEach(member -> naive.member(member.getKey(), member.getValue()));
            }
            List<String> faults = new ArrayList<>();

            assertThat(new MappingItem("rolearn", faults::add)
                            .decode(item).stream().toList())
                    .as("%s", item)
                    .isEqualTo(naive.mapping());
            assertThat(faults.isEmpty())
                    .as("%s: %s", item, faults)
                    .isEqualTo(!naive.wrong && !naive.mapping().isEmpty());
            mapped += naive.mapping().size();
        }
        assertThat(mapped).isGreaterThan(200);
    }
}
