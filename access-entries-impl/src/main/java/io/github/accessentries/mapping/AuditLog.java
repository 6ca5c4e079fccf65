package io.github.accessentries.mapping;

import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Rejected;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** One line for each decision: who asked for which cluster, and was let in as whom or why not. Holds nothing of a token. */
final class AuditLog {

    static final String NAME = "io.github.accessentries.audit";

    /** Names come from ConfigMaps and custom verifiers too: whatever they hold, a decision stays one line. */
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

    private final Logger logger;
    private final String clusterName;

    AuditLog(Logger logger, String clusterName) {
        this.logger = logger;
        this.clusterName = clusterName;
    }

    void record(Authentication decision, @Nullable IamIdentity identity) {
        if (logger.isInfoEnabled()) {
            logger.info("{}", oneLine("cluster=" + clusterName + who(identity) + outcome(decision)));
        }
    }

    private static String who(@Nullable IamIdentity identity) {
        return identity == null
                ? ""
                : " arn=" + identity.arn() + " account=" + identity.accountId() + " principalId="
                        + identity.principalId() + " accessKeyId=" + identity.accessKeyId();
    }

    private static String outcome(Authentication decision) {
        if (decision instanceof Authenticated in) {
            return " authenticated username=" + quoted(in.user().username()) + " groups="
                    + quoted(String.join(",", in.user().groups())) + " by="
                    + quoted(in.mapping().source());
        }
        Rejected out = (Rejected) decision;
        return " rejected reason=" + out.reason() + " detail=" + quoted(out.detail());
    }

    private static String quoted(String text) {
        return '"' + text.replace('"', '\'') + '"';
    }

    private static String oneLine(String text) {
        return LINE_BREAKING.matcher(text).replaceAll("?");
    }
}
