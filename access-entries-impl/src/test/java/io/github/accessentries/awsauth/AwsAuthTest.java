package io.github.accessentries.awsauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsAuthTest {

    private static final JsonObject EXPECTED =
            JsonParser.parseString(resource("expected.json")).getAsJsonObject();

    private static String resource(String name) {
        try (InputStream stream = AwsAuthTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Arguments> files() {
        return EXPECTED.getAsJsonObject("files").entrySet().stream()
                .map(file -> Arguments.of(file.getKey(), file.getValue().getAsJsonObject()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void sample_isReadAsTheReferenceReadsIt(String file, JsonObject expected) {
        if (!expected.get("objectDecodes").getAsBoolean()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AwsAuth.parseConfigMap(resource(file)))
                    .withMessageContainingAll("mapRoles", "not text");
            return;
        }

        AwsAuth awsAuth = AwsAuth.parseConfigMap(resource(file));

        assertThat(awsAuth.roles()).isEqualTo(mappings(expected, "roles", "rolearn"));
        assertThat(awsAuth.users()).isEqualTo(mappings(expected, "users", "userarn"));
        assertThat(awsAuth.accounts()).isEqualTo(texts(expected.get("accounts")));
        assertThat(awsAuth.faults()).isEmpty();
    }

    static Stream<JsonObject> parseCases() {
        return EXPECTED.getAsJsonArray("parseCases").asList().stream().map(JsonElement::getAsJsonObject);
    }

    @ParameterizedTest
    @MethodSource("parseCases")
    void data_isReadAsTheReferenceReadsIt(JsonObject expected) {
        Map<String, String> data =
                new Gson().fromJson(expected.get("data"), new TypeToken<Map<String, String>>() {}.getType());

        AwsAuth awsAuth = AwsAuth.parse(data);

        assertThat(awsAuth.roles()).hasSize(expected.get("roles").getAsInt());
        assertThat(awsAuth.users()).hasSize(expected.get("users").getAsInt());
        assertThat(awsAuth.faults()).hasSize(expected.get("errors").getAsInt());
        if (expected.has("accountsList")) {
            assertThat(awsAuth.accounts()).isEqualTo(texts(expected.get("accountsList")));
        } else {
            assertThat(awsAuth.accounts()).hasSize(expected.get("accounts").getAsInt());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- rolearn: 5                          | mapRoles[0]: has a rolearn that is not text",
                "- {rolearn: r, groups: g}             | mapRoles[0]: has groups that are not a list",
                "- {rolearn: r, groups: [yes]}         | mapRoles[0]: has a group that is not text",
                "- {rolearn: r, username: {a: b}}      | mapRoles[0]: has a username that is not text",
                "- {rolearn: r, username: {{Session}}} | mapRoles",
                "- [r]                                 | mapRoles[0]: is not a mapping",
                "rolearn: r                            | mapRoles: is not a list",
                "- rolearn: 'r                         | mapRoles, line 1: found unexpected end of stream",
                "- {sso: {permissionSetName: P}}       | mapRoles[0]: has sso",
            })
    void badMapping_isToldWithItsPlace(String mapRoles, String fault) {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", mapRoles, "mapUsers", "- {userarn: u}"));

        assertThat(awsAuth.roles()).isEmpty();
        assertThat(awsAuth.faults()).singleElement().asString().startsWith(fault);
        assertThat(awsAuth.users()).as("the others are kept").hasSize(1);
    }

    @Test
    void accountWithLeadingZeros_keepsThem() {
        assertThat(AwsAuth.parse(Map.of("mapAccounts", "- 012345670123\n- \"000000000001\"\n- ~"))
                        .accounts())
                .containsExactly("012345670123", "000000000001");
    }

    @Test
    void textsOfNoConfigMap_areRefused() {
        for (String text : List.of("", "[]", "kind: Secret", "{", "kind: ConfigMap\ndata: {mapRoles: 5}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AwsAuth.parseConfigMap(text))
                    .withMessageContaining("ConfigMap");
        }
        assertThat(AwsAuth.parseConfigMap("{\"kind\":\"ConfigMap\"}").roles()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAuth.parse(Map.of("mapRoles", "x".repeat((1 << 20) + 1))))
                .withMessageContaining("mapRoles");
    }

    @Test
    void billionLaughs_areBounded() {
        StringBuilder yaml = new StringBuilder("- &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            yaml.append("- &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }

        assertThat(AwsAuth.parse(Map.of("mapRoles", yaml.toString())).faults()).isNotEmpty();
        assertThat(AwsAuth.parse(Map.of("mapRoles", "[".repeat(10_000))).faults())
                .hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void damagedText_neverThrows(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder yaml = new StringBuilder("- rolearn: arn:aws:iam::111122223333:role/dev\n  groups: [a, b]\n");
            for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
                yaml.setCharAt(random.nextInt(yaml.length()), (char) random.nextInt(1, 0x100));
            }
            AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", yaml.toString()));

            assertThat(awsAuth.roles().size() + awsAuth.faults().size()).isLessThanOrEqualTo(3);
        }
    }

    private static List<ArnMapping> mappings(JsonObject expected, String list, String arnKey) {
        List<ArnMapping> mappings = new ArrayList<>();
        for (JsonElement element : expected.getAsJsonArray(list)) {
            JsonObject mapping = element.getAsJsonObject();
            mappings.add(ArnMapping.of(
                    mapping.get(arnKey).getAsString(),
                    mapping.get("username").getAsString(),
                    texts(mapping.get("groups"))));
        }
        return mappings;
    }

    private static List<String> texts(JsonElement list) {
        return list.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
