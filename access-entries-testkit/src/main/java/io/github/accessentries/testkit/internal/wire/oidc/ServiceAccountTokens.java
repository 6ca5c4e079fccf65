package io.github.accessentries.testkit.internal.wire.oidc;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mints and reads the tokens that pods of a cluster get for their service accounts: JSON Web Tokens, signed by RS256. */
public final class ServiceAccountTokens {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int MOST_CHARACTERS = 20_000;
    private static final String ALGORITHM = "RS256";
    private static final String KUBERNETES = "kubernetes.io";

    private final Cloud cloud;

    /** Tokens of the issuers of a cloud. */
    public ServiceAccountTokens(Cloud cloud) {
        this.cloud = cloud;
    }

    /** Those of one issuer, by its URL. */
    public TokenIssuer of(String issuer) {
        return new TokenIssuer() {
            @Override
            public String mint(ServiceAccount account, List<String> audiences, Duration lifetime) {
                return minted(issuer, account, audiences, lifetime);
            }

            @Override
            public Optional<ServiceAccountToken> read(String token) {
                return ServiceAccountTokens.this
                        .read(token)
                        .filter(read -> read.issuer().equals(issuer)
                                && read.isValidAt(cloud.clock().instant()));
            }
        };
    }

    private String minted(String issuer, ServiceAccount account, List<String> audiences, Duration lifetime) {
        Instant now = cloud.clock().instant();
        JsonObject header = new JsonObject();
        header.addProperty("alg", ALGORITHM);
        header.addProperty("kid", cloud.signingKey().id());
        JsonObject claims = new JsonObject();
        claims.add("aud", Json.texts(audiences));
        claims.addProperty("exp", now.plus(lifetime).getEpochSecond());
        claims.addProperty("iat", now.getEpochSecond());
        claims.addProperty("iss", issuer);
        claims.addProperty("jti", cloud.ids().uuid());
        claims.add(KUBERNETES, AccountClaims.of(account));
        claims.addProperty("nbf", now.getEpochSecond());
        claims.addProperty("sub", account.username());
        String text = encoded(header) + "." + encoded(claims);
        return text + "." + BASE64.encodeToString(cloud.signingKey().sign(text));
    }

    private static String encoded(JsonObject json) {
        return BASE64.encodeToString(Json.bytes(json));
    }

    /**
     * Reads a token, whatever its time and audience.
     *
     * @param token any text
     * @return what it says; empty if it is no token, or was not signed by this fake
     */
    public Optional<ServiceAccountToken> read(String token) {
        int end = token.lastIndexOf('.');
        if (end < 0 || token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        String text = token.substring(0, end);
        String[] parts = text.split("\\.", -1);
        try {
            if (parts.length != 2
                    || !ALGORITHM.equals(decoded(parts[0]).text("alg"))
                    || !cloud.signingKey()
                            .hasSigned(text, Base64.getUrlDecoder().decode(token.substring(end + 1)))) {
                return Optional.empty();
            }
            return Optional.of(claims(decoded(parts[1])));
        } catch (IllegalArgumentException | ServiceFault malformed) {
            return Optional.empty();
        }
    }

    private static JsonBody decoded(String part) {
        return JsonBody.parse(Base64.getUrlDecoder().decode(part));
    }

    private static ServiceAccountToken claims(JsonBody claims) {
        return new ServiceAccountToken(
                claims.textOrEmpty("iss"),
                AccountClaims.read(claims.object(KUBERNETES)),
                audiences(claims),
                claims.textOrEmpty("jti"),
                time(claims.seconds("nbf")),
                time(claims.seconds("exp")));
    }

    private static List<String> audiences(JsonBody claims) {
        List<String> audiences = claims.texts("aud");
        return audiences == null ? List.of() : List.copyOf(audiences);
    }

    private static Instant time(@Nullable Duration sinceEpoch) {
        return sinceEpoch == null ? Instant.EPOCH : Instant.EPOCH.plus(sinceEpoch);
    }
}
