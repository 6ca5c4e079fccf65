package io.github.accessentries.awsauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
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
                "- rolearn: 5                           | mapRoles[0]: has a rolearn that is not text",
                "- {rolearn: r, username: {{Session}}}  | mapRoles, line 1: a list or a mapping is used as a key",
                "- {rolearn: r, username: {{Session}}s} | mapRoles, line 1: ",
                "- [r]                                  | mapRoles[0]: is not a mapping",
                "rolearn: r                             | mapRoles: is not a list",
                "- rolearn: 'r                          | mapRoles, line 1: found unexpected end of stream",
                "- {sso: {permissionSetName: P}}        | mapRoles[0]: has sso",
                "- {sso: x, rolearn: r}                 | mapRoles[0] of r: has both rolearn and sso",
                "- username: r                          | mapRoles[0]: has no rolearn",
                "-                                      | mapRoles[0]: has no rolearn",
            })
    void badMapping_isToldWithItsPlace(String mapRoles, String fault) {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", mapRoles, "mapUsers", "- {userarn: u}"));

        assertThat(awsAuth.roles()).isEmpty();
        assertThat(awsAuth.faults()).first().asString().startsWith(fault);
        assertThat(awsAuth.users()).as("the others are kept").hasSize(1);
    }

    /** What one member of the wrong type costs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {rolearn: r, username: u, groups: g}        | u | []       | mapRoles[0] of r: has groups that are not a list",
                "- {rolearn: r, username: u, groups: [a, yes]} | u | [a, ]    | mapRoles[0] of r: has a group that is not text, groups[1]",
                "- {rolearn: r, username: {a: b}, groups: [a]} |   | [a]      | mapRoles[0] of r: has a username that is not text",
                "- {rolearn: r, username: u, userid: 5}        | u | []       | mapRoles[0] of r: has a userid that is not text",
                "- {rolearn: r, USERNAME: 5, username: u}      | u | []       | mapRoles[0] of r: has a username that is not text",
                "- {rolearn: r, USERNAME: u, username: 5}      | u | []       | mapRoles[0] of r: has a username that is not text",
                "- {rolearn: r, Groups: [a, b], groups: [5]}   |   | [a]      | mapRoles[0] of r: has a group that is not text, groups[0]",
            })
    void memberOfTheWrongType_costsOnlyItself(String mapRoles, String username, String groups, String fault) {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", mapRoles));

        assertThat(awsAuth.roles()).singleElement().satisfies(mapping -> {
            assertThat(mapping.username()).isEqualTo(username == null ? "" : username);
            assertThat(mapping.groups()).hasToString(groups);
        });
        assertThat(awsAuth.faults()).singleElement().asString().startsWith(fault);
    }

    /** As Go does it, which decodes each spelling of a key into the same list. */
    @Test
    void laterSpellingOfAKey_keepsWhatItDoesNotSay() {
        String mapRoles = "- {rolearn: r, GROUPS: [a, b, c], Groups: [d], groups: [~, 5, ~, ~]}";

        assertThat(AwsAuth.parse(Map.of("mapRoles", mapRoles)).roles())
                .containsExactly(ArnMapping.of("r", "", List.of("d", "b", "c", "")));
        assertThat(AwsAuth.parse(Map.of("mapRoles", "- {rolearn: r, GROUPS: [a], Groups: ~, groups: [~]}"))
                        .roles())
                .containsExactly(ArnMapping.of("r", "", List.of("")));
        assertThat(AwsAuth.parse(Map.of("mapRoles", "- {ROLEARN: r, rolearn: ~, SSO: {}, sso: ~}"))
                        .roles())
                .containsExactly(ArnMapping.of("r", "", List.of()));
    }

    @Test
    void faults_fillNoMemory() {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", "- {rolearn: a, groups: [" + "5,".repeat(500_000) + "]}"));

        assertThat(awsAuth.faults()).hasSize(1001).last().isEqualTo("aws-auth: 499000 more faults are not listed");
    }

    @Test
    void mergedAdministrator_isOne() {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapRoles", """
                - &admin {rolearn: a, username: admin, groups: [system:masters]}
                - <<: *admin
                  rolearn: b
                """));

        assertThat(awsAuth.roles()).extracting(ArnMapping::groups).containsOnly(List.of("system:masters"));
        assertThat(awsAuth.faults()).isEmpty();
    }

    @Test
    void accountsBehindAFault_areEmpty() {
        AwsAuth awsAuth = AwsAuth.parse(Map.of("mapAccounts", "- 111122223333\n- {a: b}\n- !!int x\n- 444455556666"));

        assertThat(awsAuth.accounts()).containsExactly("111122223333", "", "", "");
        assertThat(awsAuth.faults())
                .containsExactly(
                        "mapAccounts, line 2: a list or a mapping stands where a text is expected",
                        "mapAccounts, line 3: a value does not fit its tag !!int");
    }

    @Test
    void accountWithLeadingZeros_keepsThem() {
        assertThat(AwsAuth.parse(Map.of("mapAccounts", "- 012345670123\n- \"000000000001\"\n- ~"))
                        .accounts())
                .containsExactly("012345670123", "000000000001", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"ConfigMap\"}\n{\"kind\":\"ConfigMap\"}",
                "{\"kind\":\"ConfigMap\"}[]",
                "{kind: ConfigMap} {kind: ConfigMap}",
                "kind: ConfigMap\n---\nkind: ConfigMap",
                "  kind: ConfigMap\ndata: {}",
                "{\"kind\":\"ConfigMap\"} and more",
            })
    void textWithMoreThanOneObject_isRefused_sinceTheFirstMayBeAnother(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAuth.parseConfigMap(text))
                .withMessageContaining("give one object");
    }

    @Test
    void textsOfNoConfigMap_areRefused() {
        for (String text : List.of(
                "",
                "[]",
                "kind: Secret",
                "{",
                "kind: ConfigMap\ndata: {mapRoles: 5}",
                "kind: ConfigMap\ndata: []",
                "kind: ConfigMap\napiVersion: v2",
                "kind: ConfigMap\napiVersion: example.org/v1",
                "kind: ConfigMap\napiVersion: ~",
                "kind: ConfigMap\ndata: {mapRoles: ''}\nbinaryData: {mapRoles: W10=}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AwsAuth.parseConfigMap(text))
                    .withMessageContaining("ConfigMap");
        }
        assertThat(AwsAuth.parseConfigMap("{\"kind\":\"ConfigMap\"}").roles()).isEmpty();
        assertThat(AwsAuth.parseConfigMap(
                                "{kind: ConfigMap, apiVersion: v1, data: {mapRoles: ~, mapUsers: '- userarn: u'}}")
                        .users())
                .hasSize(1);
        assertThat(AwsAuth.parseConfigMap("kind: ConfigMap\nbinaryData: {mapRoles: W10=, other: W10=}")
                        .faults())
                .containsExactly("mapRoles: is in binaryData, where the cluster does not read it; move it to data");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AwsAuth.parse(Map.of("mapRoles", "x".repeat((1 << 20) + 1))))
                .withMessageContaining("mapRoles");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"Status\"}",
                "{\"kind\":\"ConfigMap\",\"data\":{\"mapRoles\":[{\"rolearn\":\"r\"}]}}",
                "{\"kind\":\"ConfigMap\",\"data\":\"\"}",
            })
    void answerThatIsNoConfigMap_isNoEmptyOne(String answer) {
        assertThatThrownBy(() -> AwsAuth.read(path -> Optional.of(answer)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("kube-system/aws-auth cannot be read");
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

    static Stream<String> otherConfigMaps() {
        return Stream.of(
                "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"coredns\"}}",
                "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"aws-auth\",\"namespace\":\"default\"}}",
                "{\"kind\":\"ConfigMap\",\"metadata\":{\"name\":7}}",
                "{\"kind\":\"ConfigMap\",\"metadata\":7}");
    }

    @ParameterizedTest
    @MethodSource("otherConfigMaps")
    void otherConfigMap_isNotTakenForAwsAuth(String text) {
        assertThatThrownBy(() -> AwsAuth.read(path -> Optional.of(text))).isInstanceOf(UnavailableException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> AwsAuth.parseConfigMap(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"ConfigMap\",\"data\":{\"mapRoles\":\"[]\"},\"data\":{}}",
                "{\"kind\":\"ConfigMap\",\"data\":{\"mapRoles\":\"- 1\",\"mapRoles\":\"[]\"}}",
            })
    void answerWithANameTwice_isUnavailable(String text) {
        assertThatThrownBy(() -> AwsAuth.read(path -> Optional.of(text))).isInstanceOf(UnavailableException.class);
    }

    @Test
    void configMapWithoutItsName_isRead() {
        for (String metadata : List.of("{}", "null", "{\"name\":\"\"}", "{\"name\":\"aws-auth\"}")) {
            String text = "{\"kind\":\"ConfigMap\",\"metadata\":" + metadata + "}";

            assertThat(AwsAuth.parseConfigMap(text)).isEqualTo(AwsAuth.none());
            assertThat(AwsAuth.read(path -> Optional.of(text))).isEqualTo(AwsAuth.none());
        }
    }

    @Test
    void faultOfAMapping_isToldFromTheSameFaultOfAnotherInItsPlace() {
        assertThat(faults("- {groups: x, rolearn: 'a\\b'}"))
                .containsExactly(
                        "mapRoles[0] of a\\b: has groups that are not a list, so the cluster goes on without them");
        assertThat(faults("- {groups: x, rolearn: \"a\\n\"}"))
                .singleElement()
                .asString()
                .startsWith("mapRoles[0] of a\\u000a: ");
        assertThat(faults("- {groups: x, rolearn: 'a\\u000a'}"))
                .singleElement()
                .asString()
                .startsWith("mapRoles[0] of \"a\\\\u000a\": ");
        assertThat(faults("- {groups: x, rolearn: " + "a".repeat(100_000) + "}"))
                .singleElement()
                .asString()
                .hasSizeLessThan(1_200);
    }

    private static List<String> faults(String mapRoles) {
        return AwsAuth.parse(Map.of("mapRoles", mapRoles)).faults();
    }

    /** Whoever may write aws-auth must not be able to end what reads it. */
    @ParameterizedTest
    @ValueSource(longs = {128 << 10, 256 << 10, 512 << 10, 4 << 20})
    void deepestValue_isAFault_howeverSmallTheStackOfWhoReadsIt(long stackBytes) throws InterruptedException {
        Map<String, String> data = Map.of("mapRoles", "[".repeat(990) + "]".repeat(990));
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread reader = new Thread(
                null,
                () -> {
                    try {
                        outcome.set(AwsAuth.parse(data).faults());
                    } catch (Throwable e) {
                        outcome.set(e.getClass());
                    }
                },
                "reader",
                stackBytes);
        reader.start();
        reader.join();

        assertThat(outcome.get()).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(1);
    }
}
