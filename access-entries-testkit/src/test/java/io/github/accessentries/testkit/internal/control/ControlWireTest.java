package io.github.accessentries.testkit.internal.control;

import static io.github.accessentries.testkit.internal.wire.RawEks.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How further calls join the control API. */
class ControlWireTest {

    private static final Wire SERVICES = request -> new Response(299, Headers.of(Map.of()), new byte[0]);

    private static ControlWire wire(String route, ControlHandler handler) {
        return new ControlWire(SERVICES, List.of(new LifecycleControl(() -> {}), () -> Map.of(route, handler)));
    }

    private static Response put(Wire wire, String path) {
        return put(wire, path, Map.of("Host", List.of("localhost:8080")));
    }

    private static Response put(Wire wire, String path, Map<String, List<String>> headers) {
        return wire.exchange(new Request("PUT", "eks.test", path, "", Headers.of(headers), "body".getBytes(UTF_8)));
    }

    @Test
    void handler_registered_isToldWhatPathAndBodySay() {
        ControlWire wire = wire(
                "PUT /_fake/clusters/{name}/rbac",
                call -> Response.json(
                        202, new JsonPrimitive(call.label("name") + " " + new String(call.body(), UTF_8))));

        Response response = put(wire, "/_fake/clusters/a%2Fb/rbac");

        assertThat(response.status()).isEqualTo(202);
        assertThat(text(response)).isEqualTo("\"a/b body\"");
        assertThat(put(wire, "/_fake/clusters/a/b/rbac").status()).isEqualTo(404);
        assertThat(put(wire, "/clusters/a/rbac").status()).isEqualTo(299);
    }

    @Test
    void handlerWithoutBody_isToldWhatTheQuerySays_andNothingElseIsTaken() {
        ControlWire wire = wire(
                "PUT /_fake/x",
                ControlHandler.withoutBody(
                        call -> Response.json(
                                202, new JsonPrimitive(call.query("dry").orElse(""))),
                        "dry"));

        assertThat(text(put(wire, "dry=yes", ""))).isEqualTo("\"yes\"");
        assertThat(text(put(wire, "dry=yes", "{}"))).isEqualTo("\"yes\"");
        assertThat(text(put(wire, "dri=yes", ""))).contains("no parameter dri", "[dry]");
        assertThat(put(wire, "dry=yes", "{\"dry\":true}").status()).isEqualTo(400);
    }

    private static Response put(Wire wire, String query, String body) {
        Headers headers = Headers.of(Map.of("Host", List.of("localhost:8080")));
        return wire.exchange(new Request("PUT", "eks.test", "/_fake/x", query, headers, body.getBytes(UTF_8)));
    }

    @Test
    void refusalsOfAHandler_haveTheirStatusAndMessage() {
        assertRefused(new IllegalArgumentException("senseless"), 400, "senseless");
        assertRefused(new IllegalStateException("not now"), 409, "not now");
        assertRefused(new ServiceFault("AnyException", 404, "none", Map.of()), 404, "none");
    }

    private static void assertRefused(RuntimeException refusal, int status, String message) {
        Response response = put(
                wire("PUT /_fake/x", call -> {
                    throw refusal;
                }),
                "/_fake/x");

        assertThat(response.status()).isEqualTo(status);
        assertThat(text(response)).isEqualTo("{\"message\":\"" + message + "\"}");
    }

    @Test
    void call_withTwoHandlers_isADefect() {
        assertThatThrownBy(() -> wire("GET /_fake/health", call -> put(SERVICES, "/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GET /_fake/health");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LocalHost:8080", "127.0.0.1:1", "127.9.9.9", "[::1]:8080", "fake.localhost:80"})
    void controlCall_underALoopbackName_isTaken(String host) {
        assertThat(statusOf(Map.of("Host", List.of(host)))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "fake:8080",
                "10.0.0.1:8080",
                "127.0.0.1.evil.example",
                "evil.example:80 localhost",
                "[::2]",
                "localhost.evil.example"
            })
    void controlCall_underAnotherName_isRefused_asRebindingIs(String host) {
        assertThat(statusOf(Map.of("Host", List.of(host)))).isEqualTo(403);
    }

    @Test
    void controlCall_ofAWebPage_isRefused() {
        List<String> here = List.of("localhost:8080");

        assertThat(statusOf(Map.of("Host", here, "Origin", List.of("http://localhost:8080"))))
                .isEqualTo(403);
        assertThat(statusOf(Map.of("Host", here, "Origin", List.of("null")))).isEqualTo(403);
        assertThat(statusOf(Map.of("Host", here, "Sec-Fetch-Site", List.of("cross-site"))))
                .as("an image, which has no Origin")
                .isEqualTo(403);
        assertThat(statusOf(Map.of("Host", here, "Sec-Fetch-Site", List.of("none"))))
                .as("typed in by a person")
                .isEqualTo(200);
    }

    private static int statusOf(Map<String, List<String>> headers) {
        Wire wire = wire("PUT /_fake/x", call -> Response.json(200, new JsonPrimitive("done")));
        return put(wire, "/_fake/x", headers).status();
    }
}
