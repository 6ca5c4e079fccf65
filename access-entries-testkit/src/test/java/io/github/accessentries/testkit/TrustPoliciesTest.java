package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;
import software.amazon.awssdk.services.sts.model.Tag;

/** Who may assume a role, through the SDK's real client. */
@ExtendWith(FakeEksExtension.class)
class TrustPoliciesTest {

    private static final String MFA = "arn:aws:iam::111122223333:mfa/ana";

    private static boolean mayAssume(StsClient caller, FakePrincipal role, Consumer<AssumeRoleRequest.Builder> more) {
        try {
            caller.assumeRole(r -> more.accept(r.roleArn(role.arn().toString()).roleSessionName("ana")));
            return true;
        } catch (AwsServiceException e) {
            assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo("AccessDenied");
            assertThat(e.awsErrorDetails().errorMessage())
                    .contains(" is not authorized to perform: sts:AssumeRole on resource: " + role.arn());
            return false;
        }
    }

    private static boolean mayAssume(StsClient caller, FakePrincipal role) {
        return mayAssume(caller, role, r -> {});
    }

    private static AwsCredentialsProvider keys(Credentials keys) {
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
    }

    private static String code(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).isNotNull();
        return refusal.awsErrorDetails().errorCode() + ": "
                + refusal.awsErrorDetails().errorMessage();
    }

    @Test
    @UnverifiedAnswer({"second-factor", "texts-of-second-factors"})
    void role_thatRequiresMfa_isDeniedWithoutSerialNumberAndCode(FakeEks fake) {
        FakePrincipal admin = fake.iam().role("admin").requireMfa();
        StsClient ana = fake.stsClient(fake.iam().user("ana").credentials());

        assertThat(mayAssume(ana, admin)).isFalse();
        assertThat(mayAssume(ana, admin, r -> r.serialNumber(MFA).tokenCode("123456")))
                .isTrue();
        assertThat(code(() -> ana.assumeRole(r ->
                        r.roleArn(admin.arn().toString()).roleSessionName("ana").serialNumber(MFA))))
                .isEqualTo("AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one"
                        + " time pass code.");
        assertThat(code(() -> ana.assumeRole(r -> r.roleArn(admin.arn().toString())
                        .roleSessionName("ana")
                        .serialNumber("arn:aws:iam::444455556666:mfa/ana")
                        .tokenCode("123456"))))
                .startsWith("AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.");
        assertThat(code(() -> ana.assumeRole(r -> r.roleArn(admin.arn().toString())
                        .roleSessionName("ana")
                        .serialNumber(MFA)
                        .tokenCode("12345x"))))
                .contains("'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern");
    }

    @Test
    void sessionToken_takenWithMfa_opensARoleThatRequiresIt(FakeEks fake) {
        FakePrincipal admin = fake.iam().role("admin").requireMfa();
        FakePrincipal user = fake.iam().user("ana");
        StsClient ana = fake.stsClient(user.credentials());

        GetSessionTokenResponse plain = ana.getSessionToken();
        GetSessionTokenResponse withMfa =
                ana.getSessionToken(r -> r.serialNumber(MFA).tokenCode("123456").durationSeconds(900));

        StsClient session = fake.stsClient(keys(withMfa.credentials()));
        assertThat(session.getCallerIdentity().arn()).isEqualTo(user.arn().toString());
        assertThat(session.getCallerIdentity().userId()).isEqualTo(user.principalId());
        assertThat(mayAssume(session, admin)).isTrue();
        assertThat(mayAssume(fake.stsClient(keys(plain.credentials())), admin)).isFalse();
        assertThat(code(session::getSessionToken))
                .isEqualTo("AccessDenied: Cannot call GetSessionToken with session credentials");
        assertThat(Duration.between(fake.clock().instant(), plain.credentials().expiration()))
                .isBetween(Duration.ofHours(11), Duration.ofHours(12));
        fake.advance(Duration.ofMinutes(15));
        assertThat(code(session::getCallerIdentity)).startsWith("ExpiredToken");
        assertThat(fake.calls().get(0).userIdentity().type()).isEqualTo("IAMUser");
    }

    @Test
    void role_thatTrustsSomeOnly_isClosedToOthers(FakeEks fake) {
        FakePrincipal ci = fake.iam().role("team/ci");
        FakePrincipal ana = fake.iam().user("ana");
        FakePrincipal target = fake.iam().role("deploy").trustOnly(ci.arn(), ana.arn());

        assertThat(mayAssume(fake.stsClient(ci.session("build")), target)).isTrue();
        assertThat(mayAssume(fake.stsClient(ana.credentials()), target)).isTrue();
        assertThat(mayAssume(fake.stsClient(fake.iam().user("eve").credentials()), target))
                .isFalse();
        assertThat(mayAssume(
                        fake.stsClient(fake.iam().role("other").session("build")),
                        fake.iam().role("any")))
                .as("a role without a policy is open")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"*\"' | '' | true",
                "'{\"AWS\":\"111122223333\"}' | '' | true",
                "'{\"AWS\":\"arn:aws:iam::111122223333:root\"}' | '' | true",
                "'{\"AWS\":[\"arn:aws:iam::111122223333:user/eve\",\"arn:aws:iam::111122223333:user/ana\"]}' | '' | true",
                "'{\"AWS\":\"444455556666\"}' | '' | false",
                "'{\"Service\":\"ec2.amazonaws.com\"}' | '' | false",
                "'{\"Federated\":\"*\"}' | '' | false",
                "'\"*\"' | '{\"StringEquals\":{\"sts:ExternalId\":\"x-1\"}}' | true",
                "'\"*\"' | '{\"StringEquals\":{\"sts:ExternalId\":[\"x-2\",\"x-3\"]}}' | false",
                "'\"*\"' | '{\"StringLike\":{\"sts:RoleSessionName\":\"a?a*\"}}' | true",
                "'\"*\"' | '{\"StringLike\":{\"sts:RoleSessionName\":\"a.a\"}}' | false",
                "'\"*\"' | '{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:user/an*\"}}' | true",
                "'\"*\"' | '{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111122223333\"}}' | false",
                "'\"*\"' | '{\"StringEquals\":{\"sts:SourceIdentity\":\"ana\"}}' | false",
                "'\"*\"' | '{\"StringEqualsIfExists\":{\"sts:SourceIdentity\":\"ana\"}}' | true",
                "'\"*\"' | '{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"false\"}}' | true"
            })
    void trustPolicy_decidesByPrincipalAndCondition(String principal, String condition, boolean may, FakeEks fake) {
        FakePrincipal role = fake.iam()
                .role("deploy")
                .trustPolicy(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + principal
                                + ",\"Action\":\"sts:AssumeRole\""
                                + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}}");
        StsClient ana = fake.stsClient(fake.iam().user("ana").credentials());

        assertThat(mayAssume(ana, role, r -> r.externalId("x-1"))).isEqualTo(may);
    }

    @Test
    void denial_winsOverAnAllowance_andTagsNeedAnActionOfTheirOwn(FakeEks fake) {
        String allow = "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}";
        FakePrincipal role = fake.iam().role("deploy").trustPolicy("{\"Statement\":[" + allow + "]}");
        StsClient ana = fake.stsClient(fake.iam().user("ana").credentials());

        assertThat(mayAssume(ana, role)).isTrue();
        assertThat(mayAssume(
                        ana,
                        role,
                        r -> r.tags(Tag.builder().key("team").value("a").build())))
                .isFalse();
        role.trustPolicy("{\"Statement\":[" + allow + ",{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":"
                + "\"arn:aws:iam::111122223333:user/ana\"},\"Action\":\"sts:*\"}]}");
        assertThat(mayAssume(ana, role)).isFalse();
        assertThat(mayAssume(fake.stsClient(), role)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"Statement\":[]}",
                "{\"Statement\":[5]}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"ana\",\"Action\":\"sts:AssumeRole\"}}",
                "{\"Statement\":{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"a\",\"Resource\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotAction\":\"a\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"a\",\"Condition\":"
                        + "{\"DateLessThan\":{\"aws:CurrentTime\":\"2030-01-01T00:00:00Z\"}}}}"
            })
    void trustPolicy_thatCannotBePlayed_isRefusedAndChangesNothing(String document, FakeEks fake) {
        FakePrincipal role = fake.iam().role("deploy");

        assertThatIllegalArgumentException().isThrownBy(() -> role.trustPolicy(document));
        assertThat(mayAssume(fake.stsClient(), role)).isTrue();
    }

    /** As the SDK of a pod does it: with nothing but the token. */
    private static String assumeByToken(FakeEks fake, FakePrincipal role, String token) {
        try {
            AssumeRoleWithWebIdentityResponse session = fake.stsClient(AnonymousCredentialsProvider.create())
                    .assumeRoleWithWebIdentity(r -> r.roleArn(role.arn().toString())
                            .roleSessionName("pod")
                            .webIdentityToken(token));
            assertThat(fake.stsClient(keys(session.credentials()))
                            .getCallerIdentity()
                            .arn())
                    .isEqualTo(session.assumedRoleUser().arn())
                    .endsWith(":assumed-role/app/pod");
            assertThat(session.audience()).isEqualTo("sts.amazonaws.com");
            return session.subjectFromWebIdentityToken();
        } catch (AwsServiceException e) {
            return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
        }
    }

    @Test
    @UnverifiedAnswer("texts-of-web-identity")
    void serviceAccount_assumesARole_thatTrustsItThroughItsProvider(FakeEks fake) {
        FakeCluster prod = fake.createCluster("prod");
        String issuer = fake.eksClient()
                .describeCluster(r -> r.name("prod"))
                .cluster()
                .identity()
                .oidc()
                .issuer();
        String host = issuer.substring("https://".length());
        FakePrincipal app = fake.iam()
                .role("app")
                .trustPolicy("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{"
                        + "\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/" + host + "\"},"
                        + "\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{\"StringEquals\":{\"" + host
                        + ":sub\":\"system:serviceaccount:default:app\",\"" + host
                        + ":aud\":\"sts.amazonaws.com\"}}}}");
        String token = prod.serviceAccountToken("default", "app");

        assertThat(assumeByToken(fake, app, token))
                .isEqualTo("InvalidIdentityToken: No OpenIDConnect provider found in your account for " + issuer);
        try (IamClient iam = IamClient.builder()
                .httpClient(fake.sdkHttpClient())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .region(Region.AWS_GLOBAL)
                .build()) {
            iam.createOpenIDConnectProvider(r -> r.url(issuer).clientIDList("sts.amazonaws.com"));
        }
        assertThat(assumeByToken(fake, app, token)).isEqualTo("system:serviceaccount:default:app");
        assertThat(assumeByToken(fake, app, prod.serviceAccountToken("default", "other")))
                .isEqualTo("AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity");
        assertThat(assumeByToken(fake, app, token.substring(0, token.length() - 9) + "AAAAAAAAA"))
                .startsWith("InvalidIdentityToken: Couldn't retrieve verification key from your identity provider");
        assertThat(mayAssume(fake.stsClient(), app))
                .as("nobody else is trusted")
                .isFalse();
        fake.advance(Duration.ofDays(2));
        assertThat(assumeByToken(fake, app, token)).startsWith("ExpiredTokenException: Token expired");
    }

    @Test
    void user_hasNoTrustPolicy(FakeEks fake) {
        assertThatIllegalStateException()
                .isThrownBy(() -> fake.iam().user("ana").requireMfa());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.iam().role("deploy").trustOnly());
    }

    @Test
    @UnverifiedAnswer("unknown-access-key")
    void accessKey_tellsItsAccount(FakeEks fake) {
        StsClient sts = fake.stsClient();

        assertThat(sts.getAccessKeyInfo(r -> r.accessKeyId("test")).account()).isEqualTo("111122223333");
        assertThat(code(() -> sts.getAccessKeyInfo(r -> r.accessKeyId("AKIAIOSFODNN7EXAMPLE"))))
                .isEqualTo("ValidationError: The access key AKIAIOSFODNN7EXAMPLE does not exist");
    }
}
