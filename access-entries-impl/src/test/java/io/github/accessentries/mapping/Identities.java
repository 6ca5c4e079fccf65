package io.github.accessentries.mapping;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;

/** Identities and entries of which only the principal matters. */
final class Identities {

    private Identities() {}

    static IamIdentity of(String canonicalArn, String principalId) {
        return IamIdentity.builder()
                .arn(canonicalArn)
                .canonicalArn(canonicalArn)
                .accountId(canonicalArn.split(":", -1)[4])
                .principalId(principalId)
                .accessKeyId("ASIAEXAMPLEEXAMPLE00")
                .build();
    }

    static AccessEntry entry(String principal, String username) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.of(principal))
                .username(username)
                .build();
    }
}
