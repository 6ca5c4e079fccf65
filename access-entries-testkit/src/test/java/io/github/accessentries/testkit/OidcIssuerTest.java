package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.wire.oidc.ServiceAccountTokens;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** The issuer of a cluster, as whoever trusts its tokens meets it. */
class OidcIssuerTest {

    private final FakeClock clock = FakeClock.at(LifeOfClusters.START);
    private final FakeEks fake = FakeEks.builder().clock(clock).build();
    private final FakeCluster prod = fake.createCluster("prod");
    private final String issuer = issuer("prod");

    @AfterEach
    void close() {
        fake.close();
    }

    private String issuer(String cluster) {
        return fake.eksClient()
                .describeCluster(r -> r.name(cluster))
                .cluster()
                .identity()
                .oidc()
                .issuer();
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private JsonObject inMemory(String url) throws Exception {
        try (SdkHttpClient http = fake.sdkHttpClient()) {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(SdkHttpFullRequest.builder()
                                    .method(SdkHttpMethod.GET)
                                    .uri(URI.create(url))
                                    .build())
                            .build())
                    .call();
            assertThat(response.httpResponse().statusCode()).isEqualTo(200);
            try (InputStream body = response.responseBody().orElseThrow()) {
                return json(new String(body.readAllBytes(), UTF_8));
            }
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonObject part(String token, int number) {
        return json(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]), UTF_8));
    }

    private static boolean isSigned(String token, JsonObject keys) throws Exception {
        JsonObject key = keys.getAsJsonArray("keys").get(0).getAsJsonObject();
        assertThat(part(token, 0).get("kid")).isEqualTo(key.get("kid"));
        PublicKey published =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(published);
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(token.split("\\.", -1)[2]));
    }

    private static BigInteger number(JsonObject key, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(member).getAsString()));
    }

    @Test
    void token_ofAServiceAccount_isVerifiedByTheKeysThatTheIssuerPublishes() throws Exception {
        String token = prod.serviceAccountToken("team-a", "app");

        JsonObject discovery = inMemory(issuer + "/.well-known/openid-configuration");
        assertThat(discovery.get("issuer").getAsString()).isEqualTo(issuer);
        assertThat(isSigned(token, inMemory(discovery.get("jwks_uri").getAsString())))
                .isTrue();
        JsonObject claims = part(token, 1);
        assertThat(claims.get("iss").getAsString()).isEqualTo(issuer);
        assertThat(claims.get("sub").getAsString()).isEqualTo("system:serviceaccount:team-a:app");
        assertThat(claims.getAsJsonArray("aud")).hasToString("[\"sts.amazonaws.com\"]");
        assertThat(claims.get("exp").getAsLong() - LifeOfClusters.START.getEpochSecond())
                .isEqualTo(Duration.ofDays(1).toSeconds());
    }

    @Test
    @UnverifiedAnswer("oidc-issuer")
    void issuer_ofAServedFake_isReadAtItsPathThere() throws Exception {
        String token = prod.serviceAccountToken("team-a", "app", "vault");
        URI served = fake.serve().endpoint();

        JsonObject discovery =
                json(get(served.resolve(URI.create(issuer).getPath() + "/.well-known/openid-configuration"))
                        .body());

        assertThat(discovery.get("issuer").getAsString()).isEqualTo(issuer);
        URI keys = URI.create(discovery.get("jwks_uri").getAsString());
        assertThat(keys.getPort()).isEqualTo(served.getPort());
        assertThat(isSigned(token, json(get(keys).body()))).isTrue();
        assertThat(get(served.resolve("/id/0/keys")).statusCode()).isEqualTo(404);
        assertThat(get(served.resolve("/id/0")).statusCode()).isEqualTo(404);
    }

    @Test
    void issuers_ofTwoClusters_areTwo_andNoneOutlivesItsCluster() throws Exception {
        fake.createCluster("test");
        assertThat(issuer).matches("https://oidc\\.eks\\.us-west-2\\.amazonaws\\.com/id/[0-9A-F]{32}");
        assertThat(issuer("test")).isNotEqualTo(issuer);
        URI keys = fake.serve().endpoint().resolve(URI.create(issuer + "/keys").getPath());
        assertThat(get(keys).statusCode()).isEqualTo(200);

        fake.eksClient().deleteCluster(r -> r.name("prod"));

        assertThat(get(keys).statusCode()).isEqualTo(404);
    }

    @Test
    void token_isRead_unlessAByteOfItIsAnother() {
        ServiceAccountTokens tokens = new ServiceAccountTokens(fake.aws().cloud());
        String token = prod.serviceAccountToken("team-a", "app");

        var read = tokens.read(token).orElseThrow();
        assertThat(read.subject()).isEqualTo("system:serviceaccount:team-a:app");
        assertThat(read.audiences()).isEqualTo(List.of("sts.amazonaws.com"));
        assertThat(read.isValidAt(clock.instant())).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(read.isValidAt(clock.instant())).isFalse();
        for (int i = 0; i < token.length(); i += 7) {
            String changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertThat(tokens.read(changed)).as("character %d", i).isEmpty();
        }
        String unsigned = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8));
        assertThat(tokens.read(unsigned + "." + token.split("\\.", -1)[1] + "."))
                .isEmpty();
        try (FakeEks other = FakeEks.create()) {
            assertThat(tokens.read(other.createCluster("prod").serviceAccountToken("team-a", "app")))
                    .isEmpty();
        }
    }

    @Test
    void accountThatKubernetesCouldNotHave_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prod.serviceAccountToken("Team", "app"))
                .withMessageContaining("no namespace \"Team\"");
        assertThatIllegalArgumentException().isThrownBy(() -> prod.serviceAccountToken("team", "a:b"));
    }
}
