package io.github.accessentries.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsAuthMapperTest {

    private static final String ACCOUNT = "012345678912";

    private static IamIdentity identity(String canonicalArn) {
        return IamIdentity.builder()
                .arn(canonicalArn)
                .canonicalArn(canonicalArn)
                .accountId(ACCOUNT)
                .principalId("AROAEXAMPLE")
                .accessKeyId("ASIAEXAMPLE")
                .build();
    }

    private static AwsAuth roles(ArnMapping... roles) {
        return AwsAuth.builder().roles(List.of(roles)).build();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::012345678912:role/KubeAdmin,      arn:aws:iam::012345678912:role/KubeAdmin,    true",
        "arn:aws:iam::012345678912:role/KubeAdmin,      arn:aws:iam::012345678912:role/kubeadmin,    true",
        "arn:aws:iam::012345678912:role/KubeAdmin,      arn:aws:iam::012345678912:role/notKubeAdmin, false",
        "arn:aws:iam::012345678912:role/team/KubeAdmin, arn:aws:iam::012345678912:role/kubeadmin,    false",
        "arn:aws:iam::012345678912:role/dev-*,          arn:aws:iam::012345678912:role/dev-x,        false",
        "arn:aws:iam::012345678912:role/kim,            arn:aws:iam::012345678912:role/\u212Aim,     false",
        "arn:aws:iam::012345678912:user/Shanice,        arn:aws:iam::012345678912:user/shanice,      true",
    })
    void arn_matchesWholeInAnyLetterCase(String mapped, String identity, boolean expected) {
        ArnMapping mapping = ArnMapping.of(mapped, "u", List.of("g"));

        assertThat(AwsAuthMapper.of(roles(mapping)).map(identity(identity)) instanceof Mapped)
                .isEqualTo(expected);
        assertThat(
                        AwsAuthMapper.of(AwsAuth.builder()
                                                .users(List.of(mapping))
                                                .build())
                                        .map(identity(identity))
                                instanceof Mapped)
                .isEqualTo(expected);
    }

    @Test
    void lastMappingOfAnArn_counts_andNothingIsMerged() {
        String arn = "arn:aws:iam::012345678912:role/dev";

        assertThat(AwsAuthMapper.of(roles(
                                ArnMapping.of(arn, "first", List.of("a")), ArnMapping.of(arn, "last", List.of("b"))))
                        .map(identity(arn)))
                .isInstanceOfSatisfying(Mapped.class, mapped -> {
                    assertThat(mapped.username()).isEqualTo("last");
                    assertThat(mapped.groups()).containsExactly("b");
                    assertThat(mapped.reservedNamesAllowed()).isTrue();
                    assertThat(mapped.source()).isEqualTo("aws-auth, mapRoles of " + arn);
                });
    }

    @Test
    void account_letsEverybodyInByArn_afterTheMappings() {
        AwsAuth awsAuth = AwsAuth.builder()
                .roles(List.of(ArnMapping.of("arn:aws:iam::012345678912:role/dev", "dev", List.of())))
                .accounts(List.of(ACCOUNT))
                .build();

        assertThat(AwsAuthMapper.of(awsAuth).map(identity("arn:aws:iam::012345678912:user/Ana")))
                .isInstanceOfSatisfying(Mapped.class, mapped -> {
                    assertThat(mapped.username()).isEqualTo("arn:aws:iam::012345678912:user/Ana");
                    assertThat(mapped.groups()).isEmpty();
                    assertThat(mapped.source()).isEqualTo("aws-auth, mapAccounts 012345678912");
                });
        assertThat(AwsAuthMapper.of(awsAuth).map(identity("arn:aws:iam::012345678912:role/dev")))
                .isInstanceOfSatisfying(
                        Mapped.class, mapped -> assertThat(mapped.username()).isEqualTo("dev"));
    }

    @Test
    void nobody_isUnmapped() {
        assertThat(AwsAuthMapper.of(roles()).map(identity("arn:aws:iam::012345678912:role/dev")))
                .isEqualTo(new Unmapped());
    }

    @Test
    void configMapThatChanges_isAskedForEachIdentity() {
        AtomicReference<AwsAuth> current = new AtomicReference<>(roles());
        AwsAuthMapper mapper = AwsAuthMapper.of(current::get);
        IamIdentity dev = identity("arn:aws:iam::012345678912:role/dev");
        assertThat(mapper.map(dev)).isInstanceOf(Unmapped.class);

        current.set(roles(ArnMapping.of(dev.canonicalArn(), "dev", List.of())));

        assertThat(mapper.map(dev)).isInstanceOf(Mapped.class);
    }
}
