package io.github.accessentries.testkit.internal.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.EventStream;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The API of a cluster in which everybody is a member of {@code system:masters}, spoken to in JSON. */
public final class ClusterUnderTest implements AutoCloseable {

    private static final KubernetesUser MASTER = KubernetesUser.builder()
            .username("master")
            .addGroups("system:masters")
            .build();
    public static final Authenticated AUTHENTICATED = new Authenticated(
            MASTER,
            IamIdentity.builder()
                    .arn("arn")
                    .canonicalArn("arn")
                    .accountId("111122223333")
                    .principalId("AROAEXAMPLE")
                    .accessKeyId("")
                    .build(),
            Mapped.builder().username("master").source("test").build());
    private static final ClusterFacts FACTS = new ClusterFacts(
            Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC),
            () -> "1.33",
            () -> "PEM",
            () -> true,
            new UnsignedTokens());
    private final ClusterObjects objects = new ClusterObjects(FACTS);
    private final ClusterApi api;

    public ClusterUnderTest() {
        this(token -> AUTHENTICATED, ClusterAccess.builder().build().authorizer());
    }

    /** With others who know and decide. */
    public ClusterUnderTest(Authenticator authenticator, Authorizer authorizer) {
        this.api = new ClusterApi(
                objects,
                authenticator,
                authorizer,
                FACTS,
                new ClusterApi.Surroundings(FACTS.clock(), new FaultScript(), delay -> {}));
    }

    public ObjectStore store() {
        return objects.store();
    }

    public ClusterApi api() {
        return api;
    }

    public ApiResponse send(String method, String pathAndQuery, byte[] body, Map<String, String> headers) {
        int mark = pathAndQuery.indexOf('?');
        Headers all = Headers.of("Authorization", "Bearer t");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            all = all.with(header.getKey(), header.getValue());
        }
        return api.wire()
                .exchange(new ApiRequest(
                        method,
                        mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark),
                        mark < 0 ? "" : pathAndQuery.substring(mark + 1),
                        all,
                        body));
    }

    public JsonObject send(String method, String pathAndQuery, String body) {
        ApiResponse response =
                send(method, pathAndQuery, body.replace('\'', '"').getBytes(UTF_8), Map.of());
        return json(response.body());
    }

    public JsonObject get(String pathAndQuery) {
        return send("GET", pathAndQuery, "");
    }

    public JsonObject post(String path, String body) {
        return send("POST", path, body);
    }

    public JsonObject delete(String path) {
        return send("DELETE", path, "");
    }

    public EventStream watch(String pathAndQuery) {
        return send("GET", pathAndQuery, new byte[0], Map.of()).events().orElseThrow();
    }

    public static JsonObject json(byte[] body) {
        return JsonParser.parseString(new String(body, UTF_8)).getAsJsonObject();
    }

    /** Code, reason and message of a refusal. */
    public static String refusal(JsonObject status) {
        return status.get("code") + " "
                + (status.has("reason") ? status.get("reason").getAsString() : "") + ": "
                + status.get("message").getAsString();
    }

    public static String text(JsonObject object, String path) {
        com.google.gson.JsonElement value = object;
        for (String member : path.split("/", -1)) {
            value = value instanceof JsonObject parent ? parent.get(member) : null;
        }
        return value == null ? "" : value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    public static List<String> names(JsonObject list) {
        JsonArray items = list.getAsJsonArray("items");
        return items.asList().stream()
                .map(item -> text(item.getAsJsonObject(), "metadata/name"))
                .toList();
    }

    @Override
    public void close() {
        objects.close();
    }
}
