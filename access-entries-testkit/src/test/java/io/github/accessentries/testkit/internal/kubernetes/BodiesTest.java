package io.github.accessentries.testkit.internal.kubernetes;

import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.json;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.refusal;
import static io.github.accessentries.testkit.internal.kubernetes.ClusterUnderTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String SECRET = "hunter2";
    private final ClusterUnderTest cluster = new ClusterUnderTest();

    private JsonObject post(String contentType, byte[] body) {
        return json(cluster.send("POST", MAPS, body, Map.of("Content-Type", contentType))
                .body());
    }

    @Test
    void yaml_isRead() {
        JsonObject made = post("application/yaml", "metadata: {name: a}\ndata: {k: 'on'}\n".getBytes(UTF_8));
        assertThat(text(made, "data/k")).isEqualTo("on");
    }

    @Test
    void otherTypes_longBodies_andWrongKinds_areRefused() {
        assertThat(refusal(post("text/plain", new byte[0])))
                .isEqualTo(
                        "415 UnsupportedMediaType: the body of the request was in an unknown format - accepted media types"
                                + " include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
        assertThat(refusal(post("application/json", new byte[ApiRequest.MAX_BODY_BYTES + 1])))
                .startsWith("413 RequestEntityTooLarge");
        assertThat(refusal(cluster.post(MAPS, "{'apiVersion':'v2','kind':'ConfigMap'}")))
                .isEqualTo(
                        "400 BadRequest: the API version in the data (v2) does not match the expected API version (v1)");
        assertThat(refusal(cluster.post(MAPS, "{'apiVersion':'v1','kind':'Secret'}")))
                .startsWith("400 BadRequest: Secret in version \"v1\" cannot be handled as a ConfigMap");
    }

    @Test
    void unknownFields_areWarnedOf_orRefusedWhereAsked() {
        byte[] body = "{\"metadata\":{\"name\":\"a\"},\"date\":{}}".getBytes(UTF_8);
        ApiResponse made = cluster.send("POST", MAPS, body, Map.of());
        assertThat(made.headers().first("Warning")).contains("299 - \"unknown field \\\"date\\\"\"");
        assertThat(refusal(json(cluster.send("POST", MAPS + "?fieldValidation=Strict", body, Map.of())
                        .body())))
                .contains("strict decoding error: unknown field \"date\"");
    }

    @Test
    void malformedBodies_endInClearRefusals_thatQuoteNothing() {
        byte[] good =
                ("{\"metadata\":{\"name\":\"a\",\"labels\":{\"l\":\"1\"},\"finalizers\":[\"a.b/c\"]},\"data\":{\"k\":\""
                                + SECRET + "\"}}")
                        .getBytes(UTF_8);
        String[] types = {"application/json", "application/yaml", "application/vnd.kubernetes.protobuf"};
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 3000; i++) {
            byte[] body = good.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(128);
            }
            ApiResponse response = cluster.send(
                    "POST", MAPS + "?dryRun=All", body, Map.of("Content-Type", types[random.nextInt(types.length)]));
            assertThat(response.status()).as("%s", i).isIn(201, 400, 404, 409, 422);
            // A refusal may name the key of data, into which a change may have put all that follows.
            if (response.status() == 400) {
                assertThat(new String(response.body(), UTF_8)).doesNotContain(SECRET);
            }
        }
        assertThat(refusal(post("application/json", "[".repeat(100_000).getBytes(UTF_8))))
                .startsWith("400 BadRequest: the object provided is unrecognized (must be of type ConfigMap)");
    }
}
