package io.github.accessentries.testkit.internal.token;

import io.github.accessentries.Health;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verification;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import io.github.accessentries.testkit.internal.wire.transport.InMemoryHttpClient;
import io.github.accessentries.token.StsTokenVerifier;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Verifies tokens as the fake's clusters do: by the verifier of real tokens, and beyond that for what exists only
 * around a fake. There STS may be at an address of the loopback interface, and an access key id may be as short as
 * {@code test}.
 *
 * <p>The verifier of real tokens is not relaxed for that. It gets to see such a token with {@linkplain StandIns
 * stand-ins} that it accepts, checks all the rest, and the request that it then sends to the fake's STS gets back what
 * was replaced, so that the signature is checked for what was really signed. Thread-safe.
 */
public final class FakeTokenVerifier implements TokenVerifier, AutoCloseable {

    private static final Pattern REAL_KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");

    private final ServedAddresses served;
    private final StandIns standIns = new StandIns();
    private final StsTokenVerifier verifier;

    /**
     * Makes a verifier.
     *
     * @param partition whose STS endpoints count
     * @param services what answers for STS
     * @param served where else STS is
     * @param clock the fake's time
     */
    public FakeTokenVerifier(String partition, Wire services, ServedAddresses served, Clock clock) {
        this.served = served;
        this.verifier = StsTokenVerifier.builder()
                .partition(partition)
                .httpClient(new InMemoryHttpClient(request -> services.exchange(standIns.original(request))))
                .clock(clock)
                .build();
    }

    @Override
    public Verification verify(String token, String clusterName) {
        Optional<PresignedToken> presigned = PresignedToken.of(token);
        if (presigned.isEmpty()) {
            return verifier.verify(token, clusterName);
        }
        PresignedToken parts = presigned.get();
        boolean overHttp = parts.scheme().equals("http");
        if (overHttp && !isServedAt(parts.authority())) {
            return new Rejected(
                    RejectionReason.BAD_HOST,
                    "the token was minted at http://" + parts.authority() + ", where this fake is not served; it is"
                            + " served at " + served + ": set AWS_ENDPOINT_URL to the address of the fake that has the"
                            + " cluster");
        }
        if (!overHttp && REAL_KEY_ID.matcher(parts.accessKeyId()).matches()) {
            return verifier.verify(token, clusterName);
        }
        String host = overHttp
                ? StsClient.serviceMetadata()
                        .endpointFor(Region.of(parts.region()))
                        .toString()
                : parts.authority();
        try (StandIns.StandIn standIn = standIns.of(parts)) {
            String accepted = parts.at(host, standIn.accessKeyId()).text();
            Verification verification = verifier.verify(accepted, clusterName);
            return verification instanceof Verified verified ? withKey(verified, parts.accessKeyId()) : verification;
        }
    }

    private boolean isServedAt(String authority) {
        URI url;
        try {
            url = URI.create("http://" + authority);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return url.getHost() != null && served.include(url);
    }

    private static Verified withKey(Verified verified, String accessKeyId) {
        IamIdentity identity = IamIdentity.builder()
                .from(verified.identity())
                .accessKeyId(accessKeyId)
                .build();
        return new Verified(identity, verified.expiresAt());
    }

    @Override
    public Health health() {
        return verifier.health();
    }

    @Override
    public void close() {
        verifier.close();
    }
}
