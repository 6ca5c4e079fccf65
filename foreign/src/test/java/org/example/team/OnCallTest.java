package org.example.team;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.testkit.contract.IdentityMapperContract;

/** A suite of the testkit, by any JUnit. */
class OnCallTest extends IdentityMapperContract {

    @Override
    protected IdentityMapper mapper() {
        return new OnCall("arn:aws:iam::111122223333:role/on-call");
    }

    @Override
    protected IamIdentity known() {
        return IamIdentity.builder()
                .arn("arn:aws:sts::111122223333:assumed-role/on-call/ana")
                .canonicalArn("arn:aws:iam::111122223333:role/on-call")
                .accountId("111122223333")
                .principalId("AROAEXAMPLEEXAMPLE00")
                .accessKeyId("ASIAEXAMPLEEXAMPLE00")
                .build();
    }
}
