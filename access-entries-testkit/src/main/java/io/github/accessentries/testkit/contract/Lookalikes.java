package io.github.accessentries.testkit.contract;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import java.util.List;

/** Identities that differ from one that is known in one part of their ARN. */
final class Lookalikes {

    private static final String UNKNOWN_ID = "LOOKALIKELOOKALI";

    private Lookalikes() {}

    static List<IamIdentity> of(IamIdentity known) {
        PrincipalArn arn = PrincipalArn.of(known.canonicalArn());
        String name = arn.path().substring(1) + arn.name();
        String otherAccount = arn.accountId().equals("000000000000") ? "999999999999" : "000000000000";
        return List.of(
                identity(arn, otherAccount, arn.isRole(), name),
                identity(arn, arn.accountId(), arn.isRole(), name + "-evil"),
                identity(arn, arn.accountId(), !arn.isRole(), name));
    }

    private static IamIdentity identity(PrincipalArn known, String account, boolean role, String nameWithPath) {
        PrincipalArn arn = (role ? PrincipalArn.role(account, nameWithPath) : PrincipalArn.user(account, nameWithPath))
                .inPartition(known.partition());
        IamIdentity.Builder identity =
                IamIdentity.builder().canonicalArn(arn.canonical()).accountId(account);
        return role
                ? identity.arn("arn:" + arn.partition() + ":sts::" + account + ":assumed-role/" + arn.name()
                                + "/contract")
                        .principalId("AROA" + UNKNOWN_ID)
                        .sessionName("contract")
                        .accessKeyId("ASIA" + UNKNOWN_ID)
                        .build()
                : identity.arn(arn.arn())
                        .principalId("AIDA" + UNKNOWN_ID)
                        .accessKeyId("AKIA" + UNKNOWN_ID)
                        .build();
    }
}
