package io.github.accessentries.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.authn.Verified;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticMapperTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team/dev");

    @Test
    void principal_isMappedWithoutPathAndInAnyLetterCase_andBeforeItsAccount() {
        StaticMapper mapper = StaticMapper.builder()
                .map(DEV, "dev:{{SessionName}}", "b", "a")
                .account("111122223333")
                .build();

        assertThat(mapper.map(Identities.of("arn:aws:iam::111122223333:role/DEV", "AROADEV")))
                .isEqualTo(Mapped.builder()
                        .username("dev:{{SessionName}}")
                        .addGroups("b", "a")
                        .source("static mapping of " + DEV)
                        .build());
        assertThat(mapper.map(Identities.of("arn:aws:iam::111122223333:user/Ana", "AIDAANA")))
                .isEqualTo(Mapped.builder()
                        .username("arn:aws:iam::111122223333:user/Ana")
                        .source("static mapping of account 111122223333")
                        .build());
        assertThat(mapper.map(Identities.of("arn:aws:iam::999922223333:role/dev", "AROADEV")))
                .isEqualTo(new Unmapped());
    }

    @Test
    void reservedUserName_isRefusedByTheAuthenticator_butMastersMayBeAGroup() {
        Authentication refused = login(StaticMapper.builder().map(DEV, "system:admin"));
        Authentication masters = login(StaticMapper.builder().map(DEV, "break-glass", "system:masters"));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.RESERVED_NAME));
        assertThat(masters.user().groups()).containsExactly("system:masters");
    }

    private static Authentication login(StaticMapper.Builder mapper) {
        return IamAuthenticator.builder()
                .clusterName("prod")
                .verifier((token, cluster) -> new Verified(Identities.of(DEV.canonical(), "AROADEV"), Instant.MAX))
                .mapper(mapper.build())
                .build()
                .authenticate("any");
    }

    @Test
    void principalsThatLookTheSameToACluster_areRefused() {
        for (String twin : new String[] {"team/dev", "dev", "other/Dev"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            StaticMapper.builder().map(DEV, "a").map(PrincipalArn.role("111122223333", twin), "b"))
                    .withMessageContainingAll("static mapping of " + DEV, "cannot distinguish from");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StaticMapper.builder().map(DEV, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11112222333", "1111222233334", "11112222333x", "١١١١٢٢٢٢٣٣٣٣"})
    void malformedAccount_isRefused(String account) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StaticMapper.builder().account(account));
    }
}
