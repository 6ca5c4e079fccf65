package io.github.accessentries.testkit.internal.wire.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.Remembered;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.SignatureClaim;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Establishes who signed a request, and whether the signature is valid. */
public final class RequestAuthenticator {

    /** The key that a caller used, and the region that the request was signed for. */
    public record Authenticated(AccessKey key, String region) {

        /** Who called. */
        public Caller caller() {
            return key.caller();
        }
    }

    private static final Duration MAX_AGE = Duration.ofMinutes(15);
    private static final Duration MAX_LEAD = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Iam iam;
    private final Clock clock;
    private final CredentialChecks checks;
    private final SigV4 sigV4 = new SigV4();
    private final Remembered<String, Instant> signingTimes =
            new Remembered<>(timestamp -> TIMESTAMP.parse(timestamp, Instant::from));

    /**
     * Makes an authenticator.
     *
     * @param checks how closely credentials are looked at; the caller is always identified by the access key
     */
    public RequestAuthenticator(Iam iam, Clock clock, CredentialChecks checks) {
        this.iam = iam;
        this.clock = clock;
        this.checks = checks;
    }

    /** Establishes who called, or refuses. */
    public Authenticated authenticate(Request request, AuthenticationErrors errors) {
        SignatureClaim claim = claim(request, errors);
        Optional<AccessKey> known = iam.key(claim.accessKeyId());
        if (known.isEmpty() && checks.standIn().isPresent()) {
            AccessKey standIn = checks.standIn().flatMap(iam::key).orElseThrow(errors::unknownKey);
            return new Authenticated(standIn, claim.scope().region());
        }
        AccessKey key = known.orElseThrow(errors::unknownKey);
        if (!key.sessionToken().equals(claim.sessionToken())) {
            throw errors.unknownKey();
        }
        if (key.hasEnded(clock.instant())) {
            throw errors.ended();
        }
        if (checks.signatures()) {
            checkScope(claim, errors);
            checkTime(claim, errors);
            checkSignature(request, claim, key, errors);
        }
        return new Authenticated(key, claim.scope().region());
    }

    private static SignatureClaim claim(Request request, AuthenticationErrors errors) {
        try {
            return request.claim().orElseThrow(errors::missing);
        } catch (IllegalArgumentException e) {
            throw errors.incomplete(String.valueOf(e.getMessage()));
        }
    }

    private static void checkScope(SignatureClaim claim, AuthenticationErrors errors) {
        if (!claim.scope().service().equals(errors.service())) {
            throw errors.wrongSignature("Credential should be scoped to correct service: '" + errors.service() + "'.");
        }
        String date = claim.scope().date();
        if (!claim.timestamp().startsWith(date + "T")) {
            throw errors.wrongSignature("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date"
                    + " from HTTP: '" + date + "' != '" + claim.timestamp() + "'.");
        }
        if (!claim.signedHeaders().contains("host")) {
            throw errors.wrongSignature("'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }
    }

    private void checkTime(SignatureClaim claim, AuthenticationErrors errors) {
        Instant signed = signingTime(claim, errors);
        Instant now = clock.instant();
        if (signed.plus(MAX_AGE).isBefore(now)) {
            throw errors.wrongSignature("Signature expired: " + claim.timestamp() + " is now earlier than "
                    + TIMESTAMP.format(now.minus(MAX_AGE)) + " (" + TIMESTAMP.format(now) + " - 15 min.)");
        }
        if (signed.minus(MAX_LEAD).isAfter(now)) {
            throw errors.wrongSignature("Signature not yet current: " + claim.timestamp() + " is still later than "
                    + TIMESTAMP.format(now.plus(MAX_LEAD)) + " (" + TIMESTAMP.format(now) + " + 5 min.)");
        }
    }

    private Instant signingTime(SignatureClaim claim, AuthenticationErrors errors) {
        try {
            return signingTimes.of(claim.timestamp());
        } catch (DateTimeParseException e) {
            throw errors.incomplete("Date must be in ISO-8601 'basic format'");
        }
    }

    private void checkSignature(Request request, SignatureClaim claim, AccessKey key, AuthenticationErrors errors) {
        byte[] expected = sigV4.signature(request, claim, key.secretAccessKey()).getBytes(US_ASCII);
        if (!MessageDigest.isEqual(expected, claim.signature().getBytes(US_ASCII))) {
            throw errors.wrongSignature();
        }
    }
}
