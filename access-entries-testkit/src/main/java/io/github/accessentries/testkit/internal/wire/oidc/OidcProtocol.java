package io.github.accessentries.testkit.internal.wire.oidc;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.cluster.Cluster;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Routes;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the OIDC issuers of clusters publish, at the paths of their URLs, whatever the host: anybody may read it, without a
 * signature.
 */
public final class OidcProtocol implements Protocol {

    private static final String ROOT = "/id/";
    private static final String DISCOVERY = "GET /id/{id}/.well-known/openid-configuration";
    private static final Routes ROUTES = Routes.of(List.of(DISCOVERY, "GET /id/{id}/keys"));
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Cloud cloud;

    /** Publishes for the clusters of a cloud. */
    public OidcProtocol(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Whether a request is for an issuer; EKS and STS have nothing there. */
    public static boolean isSpokenIn(Request request) {
        return request.rawPath().startsWith(ROOT);
    }

    @Override
    public Response exchange(Request request) {
        try {
            return ROUTES.find(request.method(), request.rawPath())
                    .map(match -> answer(match, request))
                    .orElseThrow(() -> notFound(request.rawPath() + " is no document of an OIDC issuer"));
        } catch (ServiceFault fault) {
            return refuse(request, fault);
        }
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        return Response.json(fault.status(), Json.object("message", new JsonPrimitive(fault.message())));
    }

    private Response answer(Routes.Match match, Request request) {
        String id = Objects.requireNonNull(match.labels().get("id"), "id");
        Cluster cluster = cloud.clusterOfIssuer(id)
                .orElseThrow(() -> notFound("No cluster of this fake has the OIDC issuer " + id));
        return Response.json(
                200,
                match.operation().equals(DISCOVERY) ? discovery(cluster.origin().issuer(), id, request) : keys());
    }

    private static ServiceFault notFound(String message) {
        return new ServiceFault("NotFoundException", 404, message, Map.of());
    }

    /** Whoever reads it from a served fake finds the keys there too; the issuer keeps its name, which tokens carry. */
    private static JsonObject discovery(String issuer, String id, Request request) {
        boolean atHome = issuer.equals("https://" + request.host() + ROOT + id);
        JsonObject json = new JsonObject();
        json.addProperty("issuer", issuer);
        json.addProperty("jwks_uri", (atHome ? issuer : "http://" + request.host() + ROOT + id) + "/keys");
        json.addProperty("authorization_endpoint", "urn:kubernetes:programmatic_authorization");
        json.add("response_types_supported", Json.texts(List.of("id_token")));
        json.add("subject_types_supported", Json.texts(List.of("public")));
        json.add("claims_supported", Json.texts(List.of("sub", "iss")));
        json.add("id_token_signing_alg_values_supported", Json.texts(List.of("RS256")));
        return json;
    }

    private JsonObject keys() {
        RSAPublicKey key = cloud.signingKey().publicKey();
        JsonObject json = new JsonObject();
        json.addProperty("kty", "RSA");
        json.addProperty("e", unsigned(key.getPublicExponent()));
        json.addProperty("use", "sig");
        json.addProperty("kid", cloud.signingKey().id());
        json.addProperty("alg", "RS256");
        json.addProperty("n", unsigned(key.getModulus()));
        JsonArray keys = new JsonArray();
        keys.add(json);
        return Json.object("keys", keys);
    }

    /** Without the zero byte that Java puts before a number whose first bit is set. */
    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }
}
