package io.github.accessentries.token;

import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.principal.CanonicalArn;

/** Which of the ARNs that STS tells can log in. */
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
            throw refused("it is of no known partition");
        }
        return canonical;
    }

    private static RefusedToken refused(String fault) {
        return new RefusedToken(RejectionReason.BAD_ARN, "STS told an ARN that cannot log in: " + fault);
    }
}
