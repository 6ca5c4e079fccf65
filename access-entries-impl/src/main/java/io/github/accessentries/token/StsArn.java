package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.principal.CanonicalArn;

/** Which of the ARNs that STS reports can authenticate to a cluster. */
final class StsArn {

    private StsArn() {}

    static CanonicalArn canonical(String arn) throws RefusedToken {
        CanonicalArn canonical;
        try {
            canonical = CanonicalArn.of(arn);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        if (Partitions.find(canonical.partition()).isEmpty()) {
            throw refused("its partition is unknown");
        }
        return canonical;
    }

    private static RefusedToken refused(String fault) {
        return new RefusedToken(RejectionReason.BAD_ARN, "STS returned an ARN that cannot authenticate: " + fault);
    }
}
