package io.github.accessentries.testkit.example;

// snippet: contract
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.testkit.contract.IdentityMapperContract;
import java.util.Set;

class OnCallMapperTest extends IdentityMapperContract {

    @Override
    protected IdentityMapper mapper() {
        return new OnCallMapper(Set.of("arn:aws:iam::111122223333:role/on-call"));
    }

    @Override
    protected IamIdentity known() {
        return IamIdentity.builder()
                .arn("arn:aws:sts::111122223333:assumed-role/on-call/ana")
                .canonicalArn("arn:aws:iam::111122223333:role/on-call")
                .accountId("111122223333")
                .principalId("AROAEXAMPLEEXAMPLE00")
                .sessionName("ana")
                .accessKeyId("ASIAEXAMPLEEXAMPLE00")
                .build();
    }
}
// end
