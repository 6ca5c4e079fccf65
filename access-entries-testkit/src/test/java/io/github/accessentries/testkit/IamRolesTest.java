package io.github.accessentries.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLDecoder;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** A little IAM through the SDK's real client. */
class IamRolesTest {

    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String POLICY = "arn:aws:iam::aws:policy/service-role/AmazonEKSWorkerNodePolicy";

    private final FakeEks fake = FakeEks.builder().strictIam(true).build();
    private final IamClient iam = iam(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));

    private IamClient iam(AwsCredentialsProvider credentials) {
        return IamClient.builder()
                .httpClient(fake.sdkHttpClient())
                .credentialsProvider(credentials)
                .region(Region.AWS_GLOBAL)
                .build();
    }

    @AfterEach
    void close() {
        iam.close();
        fake.close();
    }

    private static String refusal(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).isNotNull();
        return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode() + ": "
                + refusal.awsErrorDetails().errorMessage();
    }

    @Test
    void role_goesThroughItsLife() {
        Role created = iam.createRole(r -> r.roleName("dev")
                        .path("/team/")
                        .assumeRolePolicyDocument(TRUST)
                        .description("for <developers> & others")
                        .maxSessionDuration(7200)
                        .permissionsBoundary("arn:aws:iam::aws:policy/PowerUserAccess")
                        .tags(Tag.builder().key("team").value("a b").build()))
                .role();

        assertThat(created.arn()).isEqualTo("arn:aws:iam::111122223333:role/team/dev");
        assertThat(created.roleId()).matches("AROA[A-Z2-7]{17}");
        Role read = iam.getRole(r -> r.roleName("dev")).role();
        assertThat(read.roleId()).isEqualTo(created.roleId());
        assertThat(URLDecoder.decode(read.assumeRolePolicyDocument(), UTF_8)).isEqualTo(TRUST);
        assertThat(read.description()).isEqualTo("for <developers> & others");
        assertThat(read.maxSessionDuration()).isEqualTo(7200);
        assertThat(read.permissionsBoundary().permissionsBoundaryArn())
                .isEqualTo("arn:aws:iam::aws:policy/PowerUserAccess");
        assertThat(read.tags())
                .containsExactly(Tag.builder().key("team").value("a b").build());

        iam.tagRole(
                r -> r.roleName("dev").tags(Tag.builder().key("env").value("").build()));
        iam.untagRole(r -> r.roleName("dev").tagKeys("team"));
        assertThat(iam.listRoleTags(r -> r.roleName("dev")).tags())
                .containsExactly(Tag.builder().key("env").value("").build());
        iam.updateRole(r -> r.roleName("dev").description("all"));
        iam.updateAssumeRolePolicy(
                r -> r.roleName("dev").policyDocument(TRUST.replace("111122223333", "444455556666")));
        assertThat(iam.getRole(r -> r.roleName("dev")).role())
                .satisfies(role -> assertThat(role.description()).isEqualTo("all"))
                .satisfies(role -> assertThat(role.maxSessionDuration()).isEqualTo(7200));
        assertThat(refusal(() -> fake.stsClient()
                        .assumeRole(r -> r.roleArn(created.arn()).roleSessionName("ana"))))
                .startsWith("403 AccessDenied");

        iam.attachRolePolicy(r -> r.roleName("dev").policyArn(POLICY));
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName("dev")).attachedPolicies())
                .containsExactly(AttachedPolicy.builder()
                        .policyArn(POLICY)
                        .policyName("AmazonEKSWorkerNodePolicy")
                        .build());
        assertThat(iam.listRolePolicies(r -> r.roleName("dev")).policyNames()).isEmpty();
        assertThat(iam.listInstanceProfilesForRole(r -> r.roleName("dev")).instanceProfiles())
                .isEmpty();
        assertThat(refusal(() -> iam.deleteRole(r -> r.roleName("dev"))))
                .isEqualTo("409 DeleteConflict: Cannot delete entity, must detach all policies first.");
        iam.detachRolePolicy(r -> r.roleName("dev").policyArn(POLICY));
        assertThat(refusal(() -> iam.detachRolePolicy(r -> r.roleName("dev").policyArn(POLICY))))
                .startsWith("404 NoSuchEntity");
        iam.deleteRole(r -> r.roleName("dev"));
        assertThat(refusal(() -> iam.getRole(r -> r.roleName("dev"))))
                .isEqualTo("404 NoSuchEntity: The role with name dev cannot be found.");
    }

    @Test
    void role_deletedAndMadeAgain_isAnotherOne_andAnOldEntryLetsItNotIn() {
        FakeCluster prod = fake.createCluster("prod");
        iam.createRole(r -> r.roleName("dev").assumeRolePolicyDocument(TRUST));
        String first = iam.getRole(r -> r.roleName("dev")).role().roleId();
        prod.accessEntries().grant(fake.iam().role("dev").arn()).groups("devs").apply();
        assertThat(prod.login(fake.iam().role("dev")).isAuthenticated()).isTrue();

        iam.deleteRole(r -> r.roleName("dev"));
        iam.createRole(r -> r.roleName("dev").assumeRolePolicyDocument(TRUST));

        assertThat(iam.getRole(r -> r.roleName("dev")).role().roleId()).isNotEqualTo(first);
        assertThat(prod.login(fake.iam().role("dev")).isAuthenticated()).isFalse();
        assertThat(refusal(() -> iam.createRole(r -> r.roleName("DEV").assumeRolePolicyDocument(TRUST))))
                .isEqualTo("409 EntityAlreadyExists: Role with name DEV already exists.");
    }

    @Test
    void roles_areListedByPathAndInPages() {
        IntStream.range(0, 7).forEach(i -> fake.iam().role("team/r" + i));
        fake.iam().role("other");

        List<String> names = iam.listRolesPaginator(r -> r.pathPrefix("/team/").maxItems(3)).roles().stream()
                .map(Role::roleName)
                .toList();

        assertThat(names).containsExactly("r0", "r1", "r2", "r3", "r4", "r5", "r6");
        assertThat(iam.listRoles(r -> r.maxItems(7)).isTruncated()).isTrue();
        assertThat(iam.listRoles(r -> r.maxItems(8)).isTruncated()).isFalse();
        assertThat(refusal(() -> iam.listRoles(r -> r.maxItems(0)))).contains("'maxItems'");
    }

    @Test
    @UnverifiedAnswer("texts-of-iam")
    void user_isFoundByNameOrAsTheCaller() {
        FakePrincipal ana = fake.iam().user("ops/ana");

        assertThat(iam.getUser().user().userName()).isEqualTo("test");
        assertThat(iam.getUser(r -> r.userName("ana")).user().userId()).isEqualTo(ana.principalId());
        assertThat(refusal(() -> iam.getUser(r -> r.userName("eve"))))
                .isEqualTo("404 NoSuchEntity: The user with name eve cannot be found.");
        try (IamClient session = iam(fake.iam().role("dev").credentials())) {
            assertThat(refusal(session::getUser))
                    .isEqualTo("400 ValidationError: Must specify userName when calling with non-User credentials");
        }
    }

    @Test
    void provider_goesThroughItsLife() {
        String url = "https://oidc.eks.us-west-2.amazonaws.com/id/ABC";
        String arn = iam.createOpenIDConnectProvider(r -> r.url(url)
                        .clientIDList("sts.amazonaws.com", "other")
                        .thumbprintList("990f4193972f2becf12ddeda5237f9c952f20d9e"))
                .openIDConnectProviderArn();

        assertThat(arn).isEqualTo("arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABC");
        GetOpenIdConnectProviderResponse read = iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        assertThat(read.url()).isEqualTo("oidc.eks.us-west-2.amazonaws.com/id/ABC");
        assertThat(read.clientIDList()).containsExactly("sts.amazonaws.com", "other");
        assertThat(iam.listOpenIDConnectProviders().openIDConnectProviderList())
                .extracting(entry -> entry.arn())
                .containsExactly(arn);
        assertThat(refusal(() -> iam.createOpenIDConnectProvider(r -> r.url(url))))
                .isEqualTo("409 EntityAlreadyExists: Provider with url " + url + " already exists.");
        iam.deleteOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn));
        assertThat(refusal(() -> iam.getOpenIDConnectProvider(r -> r.openIDConnectProviderArn(arn))))
                .isEqualTo("404 NoSuchEntity: OpenIDConnect Provider not found for arn " + arn);
    }

    @Test
    void calls_toIam_areRecordedAndMeetFaults() {
        fake.iam().role("dev");
        fake.faults().on("GetRole").fail("ServiceFailure", 500).times(1);

        assertThat(iam.getRole(r -> r.roleName("dev")).role().roleName()).isEqualTo("dev");

        assertThat(fake.calls())
                .extracting(call -> call.eventSource() + " " + call.eventName())
                .containsExactly("iam.amazonaws.com GetRole", "iam.amazonaws.com GetRole");
        assertThat(fake.calls().get(1).readOnly()).isTrue();
        assertThat(fake.calls().get(1).requestParameters()).containsEntry("roleName", "dev");
    }

    @Test
    @UnverifiedAnswer("other-services")
    void operation_thatIsNotPlayed_saysWhatIs() {
        assertThat(refusal(() -> iam.createUser(r -> r.userName("eve"))))
                .startsWith("501 NotPlayedByFakeException: The fake IAM does not play CreateUser; it plays [")
                .contains("AttachRolePolicy, CreateOpenIDConnectProvider, CreateRole");
    }
}
