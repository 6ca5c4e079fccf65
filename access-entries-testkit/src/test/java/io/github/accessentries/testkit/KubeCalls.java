package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.testkit.internal.wire.message.Headers;

/** Calls to the API of a cluster as they stand on the wire, by one caller. Immutable. */
final class KubeCalls {

    private final KubernetesWire wire;
    private final Headers headers;

    private KubeCalls(KubernetesWire wire, Headers headers) {
        this.wire = wire;
        this.headers = headers;
    }

    /** By somebody who brings nothing. */
    static KubeCalls byNobody(FakeEks fake, String cluster) {
        return new KubeCalls(
                fake.aws().controlPlanes().of(cluster).kubernetes(), Headers.of("Accept", "application/json"));
    }

    /** By a principal with a token. */
    static KubeCalls by(FakeEks fake, String cluster, FakePrincipal principal) {
        String token = fake.aws()
                .controlPlanes()
                .of(cluster)
                .tokens(principal.credentials())
                .token()
                .value();
        return byNobody(fake, cluster).with("Authorization", "Bearer " + token);
    }

    KubeCalls with(String header, String value) {
        return new KubeCalls(wire, headers.with(header, value));
    }

    /** An answer that is an object. */
    record Answer(int status, JsonObject json) {

        String message() {
            return json.get("message").getAsString();
        }
    }

    ApiResponse raw(String method, String path, String body) {
        int question = path.indexOf('?');
        return wire.exchange(new ApiRequest(
                method,
                question < 0 ? path : path.substring(0, question),
                question < 0 ? "" : path.substring(question + 1),
                body.isEmpty() ? headers : headers.with("Content-Type", "application/json"),
                body.getBytes(UTF_8)));
    }

    Answer get(String path) {
        return answer(raw("GET", path, ""));
    }

    Answer post(String path, String body) {
        return answer(raw("POST", path, body));
    }

    Answer put(String path, String body) {
        return answer(raw("PUT", path, body));
    }

    Answer delete(String path) {
        return answer(raw("DELETE", path, ""));
    }

    private static Answer answer(ApiResponse response) {
        String text = new String(response.body(), UTF_8);
        return new Answer(response.status(), JsonParser.parseString(text).getAsJsonObject());
    }
}
