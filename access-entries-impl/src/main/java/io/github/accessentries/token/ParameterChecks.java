package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Checks of the single parameters of a token. {@link TokenRules} puts them in order. */
final class ParameterChecks {

    private static final BigInteger MAX_EXPIRES = BigInteger.valueOf(900);
    private static final int DAY_LENGTH = 8;
    private static final Pattern ACCESS_KEY_ID = Pattern.compile("[A-Z0-9]{16,128}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

    private ParameterChecks() {}

    static void action(PresignedUrl url) throws RefusedToken {
        if (!url.query().value(Parameter.ACTION).orElse("").equals("GetCallerIdentity")) {
            throw new RefusedToken(RejectionReason.BAD_ACTION, Parameter.ACTION + " is not GetCallerIdentity");
        }
    }

    static void version(PresignedUrl url) throws RefusedToken {
        requireEqual(url, Parameter.VERSION, "2011-06-15", RejectionReason.BAD_VERSION);
    }

    static void algorithm(PresignedUrl url) throws RefusedToken {
        requireEqual(url, Parameter.ALGORITHM, "AWS4-HMAC-SHA256", RejectionReason.BAD_ALGORITHM);
    }

    private static void requireEqual(PresignedUrl url, Parameter parameter, String expected, RejectionReason otherwise)
            throws RefusedToken {
        if (!required(url, parameter).equals(expected)) {
            throw new RefusedToken(otherwise, parameter + " is not " + expected);
        }
    }

    private static String required(PresignedUrl url, Parameter parameter) throws RefusedToken {
        return url.query()
                .value(parameter)
                .orElseThrow(() -> new RefusedToken(RejectionReason.MISSING_PARAMETER, parameter + " is missing"));
    }

    static void clusterIdSigned(PresignedUrl url) throws RefusedToken {
        requireSigned(
                url,
                "x-k8s-aws-id",
                RejectionReason.CLUSTER_ID_NOT_SIGNED,
                "without it, a token for one cluster would work on every other");
    }

    static void hostSigned(PresignedUrl url) throws RefusedToken {
        requireSigned(url, "host", RejectionReason.HOST_NOT_SIGNED, "every AWS signature covers it");
    }

    private static void requireSigned(PresignedUrl url, String header, RejectionReason otherwise, String why)
            throws RefusedToken {
        String signedHeaders = url.query().value(Parameter.SIGNED_HEADERS).orElse("");
        if (!Arrays.asList(Parameter.lowerCase(signedHeaders).split(";", -1)).contains(header)) {
            throw new RefusedToken(otherwise, "the header " + header + " is not among the signed headers; " + why);
        }
    }

    /**
     * Checks that the expiry is a number of seconds from 0 to 900.
     *
     * @param form what is accepted as a number
     */
    static TokenCheck expires(Pattern form) {
        return url -> {
            String expires = url.query().value(Parameter.EXPIRES).orElse("");
            if (!form.matcher(expires).matches() || new BigInteger(expires).compareTo(MAX_EXPIRES) > 0) {
                throw new RefusedToken(
                        RejectionReason.BAD_EXPIRES,
                        Parameter.EXPIRES + " is not a number of seconds from 0 to " + MAX_EXPIRES);
            }
        };
    }

    static void credential(PresignedUrl url) throws RefusedToken {
        String credential = required(url, Parameter.CREDENTIAL);
        String accessKeyId = url.accessKeyId();
        String day = url.query().value(Parameter.DATE).orElse("").substring(0, DAY_LENGTH);
        if (!ACCESS_KEY_ID.matcher(accessKeyId).matches()
                || !credential.equals(accessKeyId + "/" + day + "/" + url.signingRegion() + "/sts/aws4_request")) {
            throw new RefusedToken(
                    RejectionReason.BAD_CREDENTIAL,
                    Parameter.CREDENTIAL + " is not an access key id with the day of " + Parameter.DATE
                            + ", the region of the host, sts and aws4_request");
        }
    }

    static void signature(PresignedUrl url) throws RefusedToken {
        if (!SIGNATURE.matcher(required(url, Parameter.SIGNATURE)).matches()) {
            throw new RefusedToken(
                    RejectionReason.BAD_SIGNATURE, Parameter.SIGNATURE + " is not 64 hexadecimal digits in lower case");
        }
    }

    static void securityTokenNotEmpty(PresignedUrl url) throws RefusedToken {
        if (url.query().value(Parameter.SECURITY_TOKEN).filter(String::isEmpty).isPresent()) {
            throw new RefusedToken(RejectionReason.MALFORMED_QUERY, Parameter.SECURITY_TOKEN + " is empty");
        }
    }

    /** Values of genuine tokens contain nothing else, and not all parsers read anything else in the same way. */
    static void valuesPrintable(PresignedUrl url) throws RefusedToken {
        for (String value : url.query().parameters().values()) {
            if (!isPrintableAscii(value)) {
                throw new RefusedToken(
                        RejectionReason.MALFORMED_QUERY,
                        "the value of a URL parameter has a blank or a character that is not printable ASCII");
            }
        }
    }

    private static boolean isPrintableAscii(String value) {
        for (int at = 0; at < value.length(); at++) {
            if (value.charAt(at) <= ' ' || value.charAt(at) > '~') {
                return false;
            }
        }
        return true;
    }
}
