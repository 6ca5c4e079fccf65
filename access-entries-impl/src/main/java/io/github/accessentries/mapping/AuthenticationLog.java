package io.github.accessentries.mapping;

import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.internal.audit.AuditLine;
import io.github.accessentries.internal.audit.AuditLog;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line for each decision: the identity, the cluster, and the resulting user or the reason for the rejection.
 * Contains nothing of a token.
 */
record AuthenticationLog(AuditLog audit, String clusterName) {

    void record(Authentication decision, @Nullable IamIdentity identity) {
        audit.write(() -> line(decision, identity));
    }

    private AuditLine line(Authentication decision, @Nullable IamIdentity identity) {
        AuditLine line = AuditLine.of(decision.isAuthenticated() ? "authenticated" : "rejected")
                .value("cluster", clusterName);
        if (identity != null) {
            line.value("arn", identity.arn())
                    .value("account", identity.accountId())
                    .value("principalId", identity.principalId())
                    .value("accessKeyId", identity.accessKeyId());
        }
        if (decision instanceof Authenticated in) {
            return line.quoted("username", in.user().username())
                    .values("groups", in.user().groups())
                    .quoted("by", in.mapping().source());
        }
        Rejected out = (Rejected) decision;
        return line.value("reason", out.reason().name()).quoted("detail", out.detail());
    }
}
