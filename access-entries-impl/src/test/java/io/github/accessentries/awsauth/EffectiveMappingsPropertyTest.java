package io.github.accessentries.awsauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.mapping.AwsAuthMapper;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which mapping counts is the same for whoever asks: plans, logins and models of a cluster. */
class EffectiveMappingsPropertyTest {

    private static final String ACCOUNT = "111122223333";
    private static final List<String> RESOURCES =
            List.of("role/dev", "role/Dev", "role/team/dev", "role/ops", "user/ana", "user/ANA", "user/x/ana");
    private static final List<String> ACCOUNTS = List.of(ACCOUNT, "444455556666");

    private static AwsAuth random(RandomGenerator random) {
        List<List<ArnMapping>> lists = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = random.nextInt(6); i > 0; i--) {
            String arn = (random.nextInt(4) == 0 ? "ARN:AWS:IAM::" : "arn:aws:iam::") + one(random, ACCOUNTS) + ":"
                    + one(random, RESOURCES);
            lists.get(random.nextInt(2)).add(ArnMapping.of(arn, "user-" + i, List.of("group-" + i)));
        }
        List<String> accounts = random.nextInt(3) == 0 ? List.of(one(random, ACCOUNTS)) : List.of();
        return AwsAuth.builder()
                .roles(lists.get(0))
                .users(lists.get(1))
                .accounts(accounts)
                .build();
    }

    private static <T> T one(RandomGenerator random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static Optional<ArnMapping> login(AwsAuth awsAuth, PrincipalArn principal) {
        IamIdentity identity = IamIdentity.builder()
                .arn(principal.canonical())
                .canonicalArn(principal.canonical())
                .accountId(principal.accountId())
                .principalId("AROAEXAMPLE")
                .accessKeyId("ASIAEXAMPLE")
                .build();
        return AwsAuthMapper.of(awsAuth).map(identity) instanceof Mapped mapped
                ? Optional.of(ArnMapping.of("", mapped.username(), List.copyOf(mapped.groups())))
                : Optional.empty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void everybody_goesByTheSameMapping(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            AwsAuth awsAuth = random(random);
            EffectiveMappings effective = EffectiveMappings.of(awsAuth);
            AccessModel model = ClusterAccess.builder()
                    .rbac(RbacObjects.builder().build())
                    .awsAuth(awsAuth)
                    .build();
            for (String resource : RESOURCES) {
                PrincipalArn principal = PrincipalArn.of("arn:aws:iam::" + ACCOUNT + ":" + resource);
                Optional<PlacedMapping> counting = effective.of(principal);

                assertThat(login(awsAuth, principal))
                        .as("login of %s by %s", principal, awsAuth)
                        .isEqualTo(counting.map(PlacedMapping::mapping)
                                .map(mapping -> ArnMapping.of("", mapping.username(), mapping.groups())));
                // A model lists nobody of a whole account whom no binding names.
                if (counting.filter(placed -> !placed.list().equals("mapAccounts"))
                        .isPresent()) {
                    assertThat(model.userOf(new Subject.Principal(principal)).map(KubernetesUser::username))
                            .as("model of %s by %s", principal, awsAuth)
                            .isEqualTo(counting.map(placed -> placed.mapping().username()));
                }
            }
            assertThat(effective.mappings().size() + effective.shadowed().size())
                    .isEqualTo(awsAuth.roles().size() + awsAuth.users().size());
            assertThat(Set.copyOf(effective.mappings())).hasSameSizeAs(effective.mappings());
        }
    }
}
