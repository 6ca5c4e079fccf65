package io.github.accessentries.testkit.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.Clouds;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import io.github.accessentries.testkit.internal.wire.signature.CredentialChecks;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fake without signature checks that holds one cluster, {@code prod}, and is asked in bytes. */
public final class RawEks {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2023-12-20T08:20:01.088Z"), ZoneOffset.UTC);

    private static final Headers SIGNED = Headers.of(Map.of(
            "Authorization",
            List.of("AWS4-HMAC-SHA256 Credential=test/20231220/us-west-2/eks/aws4_request, SignedHeaders=host,"
                    + " Signature=none"),
            "X-Amz-Date",
            List.of("20231220T082001Z")));

    private final Wire wire;
    private final Cloud cloud;
    private final StoredPrincipal user;

    public RawEks() {
        this.cloud = Clouds.offering(CLOCK, "AmazonEKSViewPolicy");
        this.user = Clouds.user(cloud);
        cloud.iam().addUserKey(user, "test", "test");
        this.wire = new AwsWire(cloud, new CredentialChecks(false, Optional.empty()));
        create("prod", AccessMode.API);
    }

    public void create(String cluster, AccessMode mode) {
        cloud.eks(Clouds.HOME).clusters().create(cluster, mode, user);
    }

    public void deny(String operation) {
        cloud.iam().denials().add(user.arn(), List.of(operation));
    }

    public Response send(String method, String target, byte[] body) {
        String[] parts = target.split("\\?", 2);
        return wire.exchange(
                new Request(method, "eks.test", parts[0], parts.length == 2 ? parts[1] : "", SIGNED, body));
    }

    public Response sendUnsigned(String method, String target) {
        return wire.exchange(new Request(method, "eks.test", target, "", Headers.of(Map.of()), new byte[0]));
    }

    public Response get(String target) {
        return send("GET", target, new byte[0]);
    }

    public Response post(String target, String body) {
        return send("POST", target, body.getBytes(UTF_8));
    }

    public static JsonObject json(Response response) {
        return JsonParser.parseString(text(response)).getAsJsonObject();
    }

    public static String text(Response response) {
        return new String(response.body(), UTF_8);
    }

    public static String code(Response response) {
        return response.headers().first("X-AMZN-ERRORTYPE").orElse("none");
    }
}
