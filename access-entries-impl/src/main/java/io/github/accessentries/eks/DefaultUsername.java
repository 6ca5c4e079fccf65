package io.github.accessentries.eks;

import io.github.accessentries.PrincipalArn;

/**
 * The user name that EKS generates for a STANDARD entry (EKS User Guide, "Create access entries"). Needed since an update
 * has to send a user name: to take a custom one away is to send the generated one.
 */
final class DefaultUsername {

    private DefaultUsername() {}

    static String of(PrincipalArn principal) {
        return principal.isRole()
                ? "arn:" + principal.partition() + ":sts::" + principal.accountId() + ":assumed-role/"
                        + principal.name() + "/{{SessionName}}"
                : principal.toString();
    }
}
