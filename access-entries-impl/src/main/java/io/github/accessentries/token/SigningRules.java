package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the parameters of a token have to say. The checks that every verifier makes come first, in the order of the public
 * authenticator; then those for which it relies on STS, so that a void token costs no request.
 */
record SigningRules(Clock clock, Duration maxClockSkew) {

    /** As long as STS and every other verifier take a token, whatever X-Amz-Expires says. */
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final int MAX_EXPIRES = 900;
    private static final Pattern EXPIRES = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DATE = Pattern.compile("[0-9]{8}T[0-9]{6}Z");
    private static final int DAY_LENGTH = 8;
    private static final DateTimeFormatter DATE_FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern SECURITY_TOKEN = Pattern.compile("[\\x21-\\x7E]+");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

    /** The id of the access key that signed the token, if the token is in order. */
    String check(PresignedUrl url) throws RefusedToken {
        PresignedQuery query = url.query();
        requireEqual(query, Parameter.ACTION, "GetCallerIdentity", RejectionReason.BAD_ACTION);
        requireSigned(
                query,
                "x-k8s-aws-id",
                RejectionReason.CLUSTER_ID_NOT_SIGNED,
                "without that, a token for one cluster would work on every other");
        checkExpires(query);
        String date = query.value(Parameter.DATE)
                .orElseThrow(() -> new RefusedToken(RejectionReason.MISSING_DATE, Parameter.DATE + " is missing"));
        checkTime(signedAt(date));

        requireEqual(query, Parameter.VERSION, "2011-06-15", RejectionReason.BAD_VERSION);
        requireEqual(query, Parameter.ALGORITHM, "AWS4-HMAC-SHA256", RejectionReason.BAD_ALGORITHM);
        String accessKeyId =
                accessKeyId(required(query, Parameter.CREDENTIAL), date.substring(0, DAY_LENGTH), url.signingRegion());
        if (!SIGNATURE.matcher(required(query, Parameter.SIGNATURE)).matches()) {
            throw new RefusedToken(
                    RejectionReason.BAD_SIGNATURE, Parameter.SIGNATURE + " is not 64 hexadecimal digits in lower case");
        }
        requireSigned(query, "host", RejectionReason.HOST_NOT_SIGNED, "every signature of AWS covers it");
        checkSecurityToken(query);
        return accessKeyId;
    }

    private static void requireEqual(
            PresignedQuery query, Parameter parameter, String expected, RejectionReason otherwise) throws RefusedToken {
        if (!required(query, parameter).equals(expected)) {
            throw new RefusedToken(otherwise, parameter + " is not " + expected);
        }
    }

    private static String required(PresignedQuery query, Parameter parameter) throws RefusedToken {
        return query.value(parameter)
                .orElseThrow(() -> new RefusedToken(
                        parameter == Parameter.ACTION ? RejectionReason.BAD_ACTION : RejectionReason.MISSING_PARAMETER,
                        parameter + " is missing"));
    }

    private static void requireSigned(PresignedQuery query, String header, RejectionReason otherwise, String why)
            throws RefusedToken {
        String signedHeaders = query.value(Parameter.SIGNED_HEADERS).orElse("");
        if (!Arrays.asList(Parameter.lowerCase(signedHeaders).split(";", -1)).contains(header)) {
            throw new RefusedToken(otherwise, "the header " + header + " is not among the signed headers; " + why);
        }
    }

    private static void checkExpires(PresignedQuery query) throws RefusedToken {
        String expires = query.value(Parameter.EXPIRES).orElse("");
        if (!EXPIRES.matcher(expires).matches() || Integer.parseInt(expires) > MAX_EXPIRES) {
            throw new RefusedToken(
                    RejectionReason.BAD_EXPIRES,
                    Parameter.EXPIRES + " is not a number of seconds from 0 to " + MAX_EXPIRES);
        }
    }

    private static Instant signedAt(String date) throws RefusedToken {
        if (DATE.matcher(date).matches()) {
            try {
                return LocalDateTime.parse(date, DATE_FORMAT).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                // Digits in the right places that are no date, such as 30 February; told below like the rest.
            }
        }
        throw new RefusedToken(
                RejectionReason.BAD_DATE, Parameter.DATE + " is not a date of the form yyyyMMdd'T'HHmmss'Z'");
    }

    private void checkTime(Instant signedAt) throws RefusedToken {
        Instant now = clock.instant();
        if (now.isAfter(signedAt.plus(LIFETIME))) {
            throw new RefusedToken(
                    RejectionReason.EXPIRED,
                    "the token was signed more than " + LIFETIME.toMinutes() + " minutes ago; mint a new one");
        }
        if (signedAt.isAfter(now.plus(maxClockSkew))) {
            throw new RefusedToken(
                    RejectionReason.NOT_YET_VALID,
                    "the token was signed more than " + maxClockSkew.toSeconds()
                            + " seconds in the future; set the clock of whoever minted it, or of this machine");
        }
    }

    private static String accessKeyId(String credential, String day, String region) throws RefusedToken {
        int slash = credential.indexOf('/');
        String accessKeyId = credential.substring(0, Math.max(slash, 0));
        String scope = credential.substring(accessKeyId.length());
        if (!ACCESS_KEY_ID.matcher(accessKeyId).matches()
                || !scope.equals("/" + day + "/" + region + "/sts/aws4_request")) {
            throw new RefusedToken(
                    RejectionReason.BAD_CREDENTIAL,
                    Parameter.CREDENTIAL + " is not an access key id with the day of " + Parameter.DATE
                            + ", the region of the host, sts and aws4_request");
        }
        return accessKeyId;
    }

    /** Only its alphabet can be known here; that of base64 and its relatives, certainly nothing invisible. */
    private static void checkSecurityToken(PresignedQuery query) throws RefusedToken {
        if (!SECURITY_TOKEN
                .matcher(query.value(Parameter.SECURITY_TOKEN).orElse("-"))
                .matches()) {
            throw new RefusedToken(
                    RejectionReason.MALFORMED_QUERY,
                    Parameter.SECURITY_TOKEN + " is empty or has characters that no session token has");
        }
    }
}
