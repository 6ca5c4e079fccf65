package io.github.accessentries.token;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All checks of a token before its signature is verified: its encoding, its host, and its parameters, in this order.
 * The first fault decides.
 */
record TokenRules(int maxLength, Base64Form base64, UrlForm form, StsHosts hosts, List<TokenCheck> checks) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern INTEGER_OF_GO = Pattern.compile("\\+?[0-9]+|-0+");

    static TokenRules of(
            VerificationProfile profile,
            int maxLength,
            String partition,
            Set<String> extraRegions,
            Clock clock,
            Duration maxClockSkew) {
        return switch (profile) {
            case STRICT -> strict(maxLength, StsHosts.of(partition, extraRegions), clock, maxClockSkew);
            case REFERENCE -> reference(maxLength, StsHosts.lenient(partition, extraRegions), clock);
        };
    }

    private static TokenRules strict(int maxLength, StsHosts hosts, Clock clock, Duration maxClockSkew) {
        return new TokenRules(
                maxLength,
                Base64Form.EXACT,
                UrlForm.EXACT,
                hosts,
                List.of(
                        ParameterChecks::action,
                        ParameterChecks::clusterIdSigned,
                        ParameterChecks.expires(DIGITS),
                        SigningTime::requireWholeSeconds,
                        SigningTime.notExpired(clock),
                        SigningTime.notInTheFuture(clock, maxClockSkew),
                        ParameterChecks::version,
                        ParameterChecks::algorithm,
                        ParameterChecks::credential,
                        ParameterChecks::signature,
                        ParameterChecks::hostSigned,
                        ParameterChecks::securityTokenNotEmpty,
                        ParameterChecks::valuesPrintable));
    }

    private static TokenRules reference(int maxLength, StsHosts hosts, Clock clock) {
        return new TokenRules(
                maxLength,
                Base64Form.LENIENT,
                UrlForm.LENIENT,
                hosts,
                List.of(
                        ParameterChecks::action,
                        ParameterChecks::clusterIdSigned,
                        ParameterChecks.expires(INTEGER_OF_GO),
                        SigningTime.notExpired(clock),
                        ParameterChecks::valuesPrintable));
    }

    String decoded(String token) throws RefusedToken {
        return TokenFormat.decode(token, base64, maxLength);
    }

    /** The request that a token stands for, if the token passes these checks. */
    PresignedUrl check(String token) throws RefusedToken {
        PresignedUrl url = PresignedUrl.parse(decoded(token), form, hosts);
        for (TokenCheck check : checks) {
            check.check(url);
        }
        return url;
    }
}
