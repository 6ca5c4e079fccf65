package io.github.accessentries.testkit.internal.wire;

import static io.github.accessentries.testkit.internal.wire.RawEks.code;
import static io.github.accessentries.testkit.internal.wire.RawEks.json;
import static io.github.accessentries.testkit.internal.wire.RawEks.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.UnverifiedAnswer;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.UriText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the wire, byte by byte: paths, queries, bodies, times and errors. */
class WireFormatTest {

    private static final String ENTRIES = "/clusters/prod/access-entries";
    private static final String ROLE = "arn:aws:iam::111122223333:role/dev";
    private static final String ENCODED_ROLE = "arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fdev";

    private final RawEks eks = new RawEks();

    private JsonObject created(String body) {
        Response response = eks.post(ENTRIES, body);
        assertThat(response.status()).as(text(response)).isEqualTo(200);
        return json(response).getAsJsonObject("accessEntry");
    }

    @Test
    void entry_created_isWrittenAsEksWritesIt() {
        JsonObject entry = created("{\"principalArn\":\"" + ROLE + "\"}");

        String id = entry.get("accessEntryArn").getAsString().substring("arn:aws:eks:us-west-2:111122223333:".length());
        assertThat(entry)
                .hasToString("{\"clusterName\":\"prod\",\"principalArn\":\"" + ROLE + "\",\"kubernetesGroups\":[],"
                        + "\"accessEntryArn\":\"arn:aws:eks:us-west-2:111122223333:" + id + "\","
                        + "\"createdAt\":1703060401.088,\"modifiedAt\":1703060401.088,\"tags\":{},"
                        + "\"username\":\"arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}\","
                        + "\"type\":\"STANDARD\"}");
    }

    @Test
    void response_ofEveryKind_hasRequestIdAndTypeAndDate() {
        for (Response response :
                new Response[] {eks.get(ENTRIES), eks.get("/nowhere"), eks.sendUnsigned("GET", ENTRIES)}) {
            assertThat(response.headers().first("x-amzn-RequestId").orElseThrow())
                    .matches("[0-9a-f-]{36}");
            assertThat(response.headers().first("Content-Type")).contains("application/json");
            assertThat(response.headers().first("Date")).contains("Wed, 20 Dec 2023 08:20:01 GMT");
        }
    }

    @Test
    void error_onTheWire_isHeaderAndMessageAndMembers() {
        Response response = eks.get("/clusters/none/access-entries");

        assertThat(response.status()).isEqualTo(404);
        assertThat(code(response)).isEqualTo("ResourceNotFoundException");
        assertThat(text(response))
                .isEqualTo("{\"clusterName\":\"none\",\"message\":\"No cluster found for name: none.\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fdev",
                "arn:aws:iam::111122223333:role%2Fdev",
                "arn%3aaws%3aiam%3a%3a111122223333%3arole%2fdev"
            })
    void principal_inThePath_isFoundHoweverItIsEncoded(String encoded) {
        created("{\"principalArn\":\"" + ROLE + "\"}");

        assertThat(eks.get(ENTRIES + "/" + encoded).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role/a+b=c,d.e@f_g-h", "role/!\"#$%&'()*;<>?[]^`{|}~/x", "role/%2F/x", "user/p a/x"})
    void principal_withEveryCharacterThatIamTakes_goesThroughThePath(String resource) {
        String principal = "arn:aws:iam::111122223333:" + resource;
        boolean legal = !resource.contains(" ");
        JsonObject body = new JsonObject();
        body.addProperty("principalArn", principal);

        assertThat(eks.post(ENTRIES, body.toString()).status()).isEqualTo(legal ? 200 : 400);
        assertThat(eks.get(ENTRIES + "/" + UriText.encode(principal)).status()).isEqualTo(legal ? 200 : 400);
    }

    @Test
    void member_absentOrNull_isNotGiven_andEmptyIsEmpty() {
        for (String groups : new String[] {"", ",\"kubernetesGroups\":null", ",\"kubernetesGroups\":[]"}) {
            eks.send("DELETE", ENTRIES + "/" + ENCODED_ROLE, new byte[0]);
            assertThat(created("{\"principalArn\":\"" + ROLE + "\"" + groups + "}")
                            .get("kubernetesGroups"))
                    .hasToString("[]");
        }
        assertThat(code(eks.post(ENTRIES, "{\"principalArn\":\"" + ROLE + "x\",\"type\":\"\"}")))
                .as("an empty type is a type, and none that there is")
                .isEqualTo("InvalidParameterException");
        assertThat(created("{\"principalArn\":\"" + ROLE + "y\",\"type\":null}")
                        .get("type")
                        .getAsString())
                .isEqualTo("STANDARD");
    }

    @Test
    void clusterScope_withNamespacesAbsentNullOrEmpty_isTheSame() {
        created("{\"principalArn\":\"" + ROLE + "\"}");
        for (String namespaces : new String[] {"", ",\"namespaces\":null", ",\"namespaces\":[]"}) {
            Response response = eks.post(
                    ENTRIES + "/" + ENCODED_ROLE + "/access-policies",
                    "{\"policyArn\":\"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\","
                            + "\"accessScope\":{\"type\":\"cluster\"" + namespaces + "}}");
            assertThat(text(response))
                    .isEqualTo("{\"clusterName\":\"prod\",\"principalArn\":\"" + ROLE
                            + "\",\"associatedAccessPolicy\":{\"policyArn\":"
                            + "\"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\",\"accessScope\":"
                            + "{\"type\":\"cluster\",\"namespaces\":[]},\"associatedAt\":1703060401.088,"
                            + "\"modifiedAt\":1703060401.088}}");
        }
    }

    @Test
    void member_unknownAndNull_isPassedOver() {
        created("{\"principalArn\":\"" + ROLE + "\",\"somethingNew\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "null",
                "{} {}",
                "{'principalArn':'single quotes'}",
                "{principalArn:1}",
                "{\"principalArn\":1}",
                "{\"principalArn\":true}",
                "{\"principalArn\":[\"a\"]}",
                "{\"kubernetesGroups\":\"devs\"}",
                "{\"kubernetesGroups\":{}}",
                "{\"kubernetesGroups\":[null]}",
                "{\"kubernetesGroups\":[1]}",
                "{\"tags\":[]}",
                "{\"tags\":{\"a\":1}}",
                "{\"tags\":{\"a\":null}}"
            })
    void body_thatCannotBeRead_isASerializationException(String body) {
        Response response = eks.post(ENTRIES, body);

        assertThat(code(response)).isEqualTo("SerializationException");
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void body_ofBrokenUtf8_isASerializationException() {
        byte[] body = "{\"principalArn\":\"x\"}".getBytes(UTF_8);
        body[17] = (byte) 0xC3;

        assertThat(code(eks.send("POST", ENTRIES, body))).isEqualTo("SerializationException");
    }

    @Test
    void body_nestedDeeply_isASerializationException() {
        assertThat(code(eks.post(ENTRIES, "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")))
                .isEqualTo("SerializationException");
    }

    @Test
    void body_ofOneMebibyte_isRead_andOneByteMoreIsNot() {
        String start = "{\"principalArn\":\"" + ROLE + "\",\"username\":\"";
        String full = start + "x".repeat(Request.MAX_BODY_BYTES - start.length() - 2) + "\"}";

        Response tooLarge = eks.post(ENTRIES, full + " ");

        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(code(tooLarge)).isEqualTo("RequestEntityTooLargeException");
        assertThat(eks.post(ENTRIES, full).status()).isEqualTo(200);
    }

    @Test
    void body_absent_isAnEmptyOne() {
        assertThat(json(eks.post(ENTRIES, "")).get("message").getAsString())
                .isEqualTo("The principalArn parameter format is not valid");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /Clusters",
        "PUT, /clusters",
        "PATCH, /clusters/prod/access-entries",
        "GET, /clusters/prod/access-entries/arn:aws:iam::111122223333:role/dev",
        "GET, /clusters/prod/access-entries/a/b/c"
    })
    void path_unknown_isAnUnknownOperation(String method, String path) {
        Response response = eks.send(method, path, new byte[0]);

        assertThat(code(response)).isEqualTo("UnknownOperationException");
        assertThat(response.status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /clusters/prod/encryption-config/associate, AssociateEncryptionConfig",
        "GET, /eks-anywhere-subscriptions, ListEksAnywhereSubscriptions",
        "POST, /clusters/prod/insights, ListInsights"
    })
    void operation_thatTheFakeDoesNotPlay_isNamed(String method, String path, String operation) {
        Response response = eks.send(method, path, new byte[0]);

        assertThat(response.status()).isEqualTo(501);
        assertThat(json(response).get("message").getAsString())
                .startsWith("The fake EKS does not play " + operation + ";")
                .contains("CreateAccessEntry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/clusters/%zz", "/clusters/%", "/clusters/prod/access-entries?nextToken=%4"})
    void encoding_broken_isASerializationException(String target) {
        assertThat(code(eks.get(target))).isEqualTo("SerializationException");
    }

    @Test
    void name_ofNoCluster_inThePath_isRefusedForItsForm() {
        for (String path : new String[] {"/clusters//access-entries", "/clusters/"}) {
            assertThat(json(eks.get(path)).get("message").getAsString())
                    .startsWith("The clusterName parameter contains invalid characters.");
        }
        assertThat(json(eks.get(ENTRIES + "/")).get("message").getAsString())
                .isEqualTo("The principalArn parameter format is not valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.5", "99999999999", ""})
    @UnverifiedAnswer("max-results")
    void maxResults_thatIsNoInteger_isASerializationException(String value) {
        assertThat(code(eks.get("/clusters?maxResults=" + value))).isEqualTo("SerializationException");
    }

    @Test
    void plusSign_inAQuery_isAPlusSign() {
        String arn = json(eks.get("/clusters/prod"))
                .getAsJsonObject("cluster")
                .get("arn")
                .getAsString();
        String target = "/tags/" + UriText.encode(arn);
        eks.post(target, "{\"tags\":{\"a+b\":\"1\",\"a b\":\"2\",\"c\":\"3\"}}");

        eks.send("DELETE", target + "?tagKeys=a+b&tagKeys=c", new byte[0]);

        assertThat(text(eks.get(target))).isEqualTo("{\"tags\":{\"a b\":\"2\"}}");
    }

    @Test
    void delete_answers200AndNothing() {
        created("{\"principalArn\":\"" + ROLE + "\"}");

        Response response = eks.send("DELETE", ENTRIES + "/" + ENCODED_ROLE, new byte[0]);

        assertThat(response.status()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("{}");
    }

    @Test
    @UnverifiedAnswer("order-of-permissions")
    void permission_isAskedForAfterSignatureAndForm_andBeforeAllElse() {
        eks.deny("CreateAccessEntry");

        assertThat(code(eks.sendUnsigned("POST", ENTRIES))).isEqualTo("MissingAuthenticationTokenException");
        assertThat(code(eks.post(ENTRIES, "{"))).isEqualTo("SerializationException");
        assertThat(code(eks.post("/clusters/-/access-entries", "{}"))).isEqualTo("AccessDeniedException");
    }
}
