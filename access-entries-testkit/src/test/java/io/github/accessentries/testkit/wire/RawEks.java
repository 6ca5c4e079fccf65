package io.github.accessentries.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.service.AccessMode;
import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.IamArn;
import io.github.accessentries.testkit.service.IamPrincipal;
import io.github.accessentries.testkit.service.OfferedPolicy;
import io.github.accessentries.testkit.service.RegionOfAccount;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A fake without signature checks that holds one cluster, {@code prod}, and is asked in bytes. */
final class RawEks {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2023-12-20T08:20:01.088Z"), ZoneOffset.UTC);

    private static final RegionOfAccount PLACE = new RegionOfAccount("aws", "111122223333", "us-west-2");
    private static final Headers SIGNED = Headers.of(Map.of(
            "Authorization",
            List.of("AWS4-HMAC-SHA256 Credential=test/20231220/us-west-2/eks/aws4_request, SignedHeaders=host,"
                    + " Signature=none"),
            "X-Amz-Date",
            List.of("20231220T082001Z")));

    private final Wire wire;
    private final Cloud cloud;
    private final IamPrincipal user;

    RawEks() {
        this.cloud = new Cloud(
                List.of(new OfferedPolicy("AmazonEKSViewPolicy", false)),
                Set.of(),
                CLOCK,
                new SplittableRandom(1),
                false);
        this.user = cloud.iam()
                .register(IamArn.parse("arn:aws:iam::111122223333:user/test").orElseThrow());
        cloud.iam().addUserKey(user, "test", "test");
        this.wire = new AwsWire(cloud, false);
        create("prod", AccessMode.API);
    }

    void create(String cluster, AccessMode mode) {
        cloud.eks(PLACE).clusters().create(cluster, mode, user);
    }

    Response send(String method, String target, byte[] body) {
        String[] parts = target.split("\\?", 2);
        return wire.exchange(
                new Request(method, "eks.test", parts[0], parts.length == 2 ? parts[1] : "", SIGNED, body));
    }

    Response sendUnsigned(String method, String target) {
        return wire.exchange(new Request(method, "eks.test", target, "", Headers.of(Map.of()), new byte[0]));
    }

    Response get(String target) {
        return send("GET", target, new byte[0]);
    }

    Response post(String target, String body) {
        return send("POST", target, body.getBytes(UTF_8));
    }

    static JsonObject json(Response response) {
        return JsonParser.parseString(text(response)).getAsJsonObject();
    }

    static String text(Response response) {
        return new String(response.body(), UTF_8);
    }

    static String code(Response response) {
        return response.headers().first("X-AMZN-ERRORTYPE").orElse("none");
    }
}
