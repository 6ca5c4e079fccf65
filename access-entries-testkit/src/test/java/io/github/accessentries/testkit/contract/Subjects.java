package io.github.accessentries.testkit.contract;

import io.github.accessentries.authn.IamIdentity;

/** Whom the tests of the suites know. */
final class Subjects {

    static final String ACCOUNT = "111122223333";

    static final IamIdentity DEV = IamIdentity.builder()
            .arn("arn:aws:sts::111122223333:assumed-role/dev/ana")
            .canonicalArn("arn:aws:iam::111122223333:role/dev")
            .accountId(ACCOUNT)
            .principalId("AROAEXAMPLEEXAMPLE00")
            .sessionName("ana")
            .accessKeyId("ASIAEXAMPLEEXAMPLE00")
            .build();

    private Subjects() {}
}
