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
record TokenRules(Base64Form base64, UrlForm form, StsHosts hosts, List<TokenCheck> checks) {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern INTEGER_OF_GO = Pattern.compile("\\+?[0-9]+|-0+");

    static TokenRules of(
            VerificationProfile profile,
            String partition,
            Set<String> extraRegions,
            Clock clock,
            Duration maxClockSkew) {
        return switch (profile) {
            case STRICT -> strict(StsHosts.of(partition, extraRegions), clock, maxClockSkew);
            case REFERENCE -> reference(StsHosts.lenient(partition, extraRegions), clock);
        };
    }

    private static TokenRules strict(StsHosts hosts, Clock clock, Duration maxClockSkew) {
        return new TokenRules(
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

    private static TokenRules reference(StsHosts hosts, Clock clock) {
        return new TokenRules(
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

    /** The request that a token stands for, if the token passes these checks. */
    PresignedUrl check(String token) throws RefusedToken {
        PresignedUrl url = PresignedUrl.parse(TokenFormat.decode(token, base64), form, hosts);
        for (TokenCheck check : checks) {
            check.check(url);
        }
        return url;
    }
}
