package io.github.accessentries.mapping;

import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.internal.audit.AuditLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Writes one line for each decision: the identity, the cluster, and the resulting user or the reason for the rejection.
 * Contains nothing of a token.
 */
final class AuditLog {

    private final Logger logger;
    private final String clusterName;

    AuditLog(Logger logger, String clusterName) {
        this.logger = logger;
        this.clusterName = clusterName;
    }

    void record(Authentication decision, @Nullable IamIdentity identity) {
        if (logger.isInfoEnabled()) {
            AuditLine line = new AuditLine().value("cluster", clusterName);
            if (identity != null) {
                line.value("arn", identity.arn())
                        .value("account", identity.accountId())
                        .value("principalId", identity.principalId())
                        .value("accessKeyId", identity.accessKeyId());
            }
            logger.info("{}", outcome(line, decision));
        }
    }

    private static AuditLine outcome(AuditLine line, Authentication decision) {
        if (decision instanceof Authenticated in) {
            return line.word("authenticated")
                    .quoted("username", in.user().username())
                    .quoted("groups", String.join(",", in.user().groups()))
                    .quoted("by", in.mapping().source());
        }
        Rejected out = (Rejected) decision;
        return line.word("rejected").value("reason", out.reason().name()).quoted("detail", out.detail());
    }
}
