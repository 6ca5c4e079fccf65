package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.Authenticator;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.mapping.AccessEntryMapper;
import io.github.accessentries.mapping.IamAuthenticator;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.KnownKey;
import io.github.accessentries.token.OfflineTokenVerifier;
import io.github.accessentries.token.StsTokenVerifier;
import io.github.accessentries.token.VerificationProfile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** From a grant to a decision, through public types only. */
class EndToEndTest {

    private final FakeEks fake = FakeEks.create();
    private final EksClient client = fake.eksClient();
    private final EksAccessEntries prod =
            EksAccessEntries.builder().cluster("prod").eksClient(client).build();
    private final StsTokenVerifier verifier =
            StsTokenVerifier.builder().httpClient(fake.sdkHttpClient()).build();
    private final Authenticator authenticator = IamAuthenticator.builder()
            .clusterName("prod")
            .verifier(verifier)
            .mapper(AccessEntryMapper.of(prod))
            .build();

    EndToEndTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        verifier.close();
        client.close();
        fake.close();
    }

    private static String token(AwsCredentialsProvider credentials, String cluster) {
        return EksTokens.builder()
                .credentialsProvider(credentials)
                .region(Region.US_WEST_2)
                .build()
                .mint(cluster)
                .value();
    }

    @Test
    void grant_token_user_decision() {
        FakePrincipal role = fake.iam().role("team-a-dev");

        AccessEntry entry = prod.grant(role.arn())
                .allow(AccessPolicy.EDIT)
                .inNamespaces("team-a*")
                .groups("team-a")
                .apply();
        Authentication authentication = authenticator.authenticate(token(role.session("ana@example.org"), "prod"));
        Authorizer authorizer = ClusterAccess.read(prod).authorizer();

        KubernetesUser user = authentication.user();
        assertThat(user.username()).isEqualTo("arn:aws:sts::111122223333:assumed-role/team-a-dev/ana-example.org");
        assertThat(user.uid()).isEqualTo("aws-iam-authenticator:111122223333:" + role.principalId());
        assertThat(user.groups()).containsExactly("team-a");
        assertThat(user.extra())
                .containsEntry("arn", List.of("arn:aws:sts::111122223333:assumed-role/team-a-dev/ana@example.org"))
                .containsEntry("canonicalArn", List.of(role.arn().toString()))
                .containsEntry("principalId", List.of(role.principalId()))
                .containsEntry("sessionName", List.of("ana@example.org"))
                .containsKey("accessKeyId");
        assertThat(authorizer
                        .decide(
                                user,
                                AccessRequest.of("create", "deployments.apps").inNamespace("team-a-dev"))
                        .reasons())
                .singleElement()
                .isInstanceOfSatisfying(GrantedByPolicy.class, ground -> {
                    assertThat(ground.principal()).isEqualTo(entry.principal());
                    assertThat(ground.policy()).isEqualTo(AccessPolicy.EDIT);
                    assertThat(ground.text()).contains("User \"" + role.principalId() + "\"");
                });
        assertThat(authorizer
                        .decide(
                                user,
                                AccessRequest.of("create", "deployments.apps").inNamespace("payments"))
                        .allowed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:user/ops/ana,       arn:aws:iam::111122223333:user/ops/ana",
        "arn:aws:iam::111122223333:role/team/dev/Admin, arn:aws:sts::111122223333:assumed-role/Admin/test-session",
        "arn:aws:iam::444455556666:role/partner,       arn:aws:sts::444455556666:assumed-role/partner/test-session",
    })
    void userOrRoleWithPathOrRoleOfAnotherAccount_walksTheSameWay(String arn, String username) {
        FakePrincipal principal = fake.iam().principal(PrincipalArn.of(arn));

        prod.grant(principal.arn()).allow(AccessPolicy.VIEW).clusterWide().apply();
        KubernetesUser user = authenticator
                .authenticate(token(principal.credentials(), "prod"))
                .user();

        assertThat(user.username()).isEqualTo(username);
        assertThat(user.uid())
                .isEqualTo("aws-iam-authenticator:" + principal.arn().accountId() + ":" + principal.principalId());
        assertThat(ClusterAccess.read(prod)
                        .authorizer()
                        .decide(user, AccessRequest.of("list", "pods"))
                        .allowed())
                .isTrue();
    }

    @Test
    void principalWithoutEntry_isNotMapped() {
        assertRejected(token(fake.iam().role("stranger").credentials(), "prod"), RejectionReason.NOT_MAPPED);
    }

    @Test
    void tokenForAnotherCluster_isDeniedBySts() {
        FakePrincipal role = fake.iam().role("dev");
        prod.grant(role.arn()).apply();

        assertRejected(token(role.credentials(), "staging"), RejectionReason.STS_DENIED);
    }

    @Test
    void tokenOfAUserThatWasDeleted_isDeniedBySts() {
        FakePrincipal user = fake.iam().user("ana");
        prod.grant(user.arn()).apply();
        String token = token(user.credentials(), "prod");
        assertThat(authenticator.authenticate(token).isAuthenticated()).isTrue();

        fake.iam().delete(user.arn());

        assertRejected(token, RejectionReason.STS_DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void token_ofAKnownKey_hasTheSameVerdictOfStsAndWithoutIt(VerificationProfile profile) {
        AwsCredentialsProvider credentials = fake.iam().role("team/dev").credentials();
        String token = token(credentials, "prod");
        try (StsTokenVerifier online = StsTokenVerifier.builder()
                .profile(profile)
                .httpClient(fake.sdkHttpClient())
                .build()) {
            Verified verified = (Verified) online.verify(token, "prod");
            KnownKey key = KnownKey.builder()
                    .credentials(credentials.resolveCredentials())
                    .arn(verified.identity().arn())
                    .userId(verified.identity().principalId() + ":"
                            + verified.identity().sessionName().orElseThrow())
                    .build();
            OfflineTokenVerifier offline = OfflineTokenVerifier.builder(id -> Optional.of(key))
                    .profile(profile)
                    .build();

            assertThat(offline.verify(token, "prod")).isEqualTo(verified);
            for (TokenVerifier verifier : List.of(online, offline)) {
                assertThat(verifier.verify(token, "staging"))
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(RejectionReason.STS_DENIED));
            }
        }
    }

    private void assertRejected(String token, RejectionReason reason) {
        assertThat(authenticator.authenticate(token))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }
}
