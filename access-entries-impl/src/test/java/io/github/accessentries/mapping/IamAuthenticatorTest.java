package io.github.accessentries.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RecordingLogger;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.authn.Authenticated;
import io.github.accessentries.authn.Authentication;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authn.IdentityMapper;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authn.Mapped;
import io.github.accessentries.authn.Rejected;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.authn.TokenVerifier;
import io.github.accessentries.authn.Unmapped;
import io.github.accessentries.authn.Verified;
import io.github.accessentries.token.JsonCases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IamAuthenticatorTest {

    private static final JsonObject FILE = JsonCases.read(IamAuthenticatorTest.class, "mapping-cases.json");
    private static final String TOKEN = "k8s-aws-v1.c2VjcmV0";
    private static final Instant EXPIRY = Instant.parse("2026-11-23T12:15:00Z");
    private static final IamIdentity ANA = identity("ana@example.org").build();

    private final RecordingLogger audit = new RecordingLogger();

    static List<JsonObject> templates() {
        return JsonCases.objects(FILE.getAsJsonArray("templates"));
    }

    static List<JsonObject> reservedPrefixes() {
        return JsonCases.objects(FILE.getAsJsonArray("reservedPrefixes"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void authenticate_documentedTemplate_isRenderedInUserNameAndGroups(JsonObject testCase) {
        JsonObject given = testCase.getAsJsonObject("identity");
        IamIdentity.Builder identity = identity(JsonCases.text(given, "sessionName"));
        if (given.has("accountId")) {
            identity.accountId(JsonCases.text(given, "accountId"));
        }
        if (given.has("accessKeyId")) {
            identity.accessKeyId(JsonCases.text(given, "accessKeyId"));
        }
        String template = JsonCases.text(testCase, "template");
        Optional<String> dnsName =
                Optional.of(JsonCases.text(testCase, "ec2PrivateDnsName")).filter(name -> !name.isEmpty());

        Authentication decision = authenticator(identity.build())
                .mapper(any -> mapped(template)
                        .addGroup(template)
                        .reservedNamesAllowed(true)
                        .build())
                .privateDnsNames(instanceId -> dnsName)
                .build()
                .authenticate(TOKEN);

        if (testCase.has("error")) {
            assertRejected(decision, RejectionReason.BAD_TEMPLATE);
        } else {
            assertThat(decision.user().username()).isEqualTo(JsonCases.text(testCase, "result"));
            assertThat(decision.user().groups()).containsExactly(JsonCases.text(testCase, "result"));
        }
    }

    @ParameterizedTest
    @MethodSource("reservedPrefixes")
    void authenticate_documentedUserName_isReservedAsDocumented(JsonObject testCase) {
        Authentication decision = authenticator(ANA)
                .mapper(identity -> mapped(JsonCases.text(testCase, "username")).build())
                .build()
                .authenticate(TOKEN);

        if (testCase.get("hit").getAsBoolean()) {
            assertRejected(decision, RejectionReason.RESERVED_NAME);
        } else {
            assertThat(decision.isAuthenticated()).isTrue();
        }
    }

    @Test
    void authenticate_sessionNameThatMakesAReservedName_isRejected() {
        Authentication decision = authenticator(identity("system:admin").build())
                .mapper(identity -> mapped("{{SessionName}}").build())
                .build()
                .authenticate(TOKEN);

        assertRejected(decision, RejectionReason.RESERVED_NAME);
    }

    @Test
    void authenticate_reservedNameFromASourceThatMayUseIt_isLetIn() {
        Authentication decision = authenticator(ANA)
                .mapper(identity ->
                        mapped("system:node:x").reservedNamesAllowed(true).build())
                .build()
                .authenticate(TOKEN);

        assertThat(decision.user().username()).isEqualTo("system:node:x");
    }

    @Test
    void authenticate_reservedGroup_isLetIn() {
        Authentication decision = authenticator(ANA)
                .mapper(identity -> mapped("ana").addGroup("system:masters").build())
                .build()
                .authenticate(TOKEN);

        assertThat(decision.user().groups()).containsExactly("system:masters");
    }

    @Test
    void authenticate_accessEntry_givesTheUserOfARealCluster() {
        AccessEntry entry = AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role("111122223333", "team/dev"))
                .username("arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}")
                .addGroup("team-a")
                .build();

        Authentication decision = authenticator(ANA)
                .mapper(AccessEntryMapper.of(StubAccessEntries.of(entry)))
                .build()
                .authenticate(TOKEN);

        assertThat(decision).isInstanceOfSatisfying(Authenticated.class, in -> {
            assertThat(in.identity()).isEqualTo(ANA);
            assertThat(in.mapping().source()).contains("matched by ARN without path");
        });
        assertThat(decision.user())
                .isEqualTo(KubernetesUser.builder()
                        .username("arn:aws:sts::111122223333:assumed-role/dev/ana-example.org")
                        .uid("aws-iam-authenticator:111122223333:AROADEV")
                        .addGroup("team-a")
                        .extra(Map.of(
                                "arn", List.of("arn:aws:sts::111122223333:assumed-role/dev/ana@example.org"),
                                "canonicalArn", List.of("arn:aws:iam::111122223333:role/dev"),
                                "sessionName", List.of("ana@example.org"),
                                "accessKeyId", List.of("ASIAEXAMPLEEXAMPLE00"),
                                "principalId", List.of("AROADEV"),
                                "sigs.k8s.io/aws-iam-authenticator/principalId", List.of("AROADEV")))
                        .build());
    }

    @Test
    void authenticate_userWithoutSession_hasAnEmptySessionName() {
        IamIdentity user =
                IamIdentity.builder().from(ANA).sessionName(Optional.empty()).build();

        Authentication decision = authenticator(user)
                .mapper(identity -> mapped("u:{{SessionName}}").build())
                .build()
                .authenticate(TOKEN);

        assertThat(decision.user().extra()).containsEntry("sessionName", List.of(""));
        assertThat(decision.user().username()).isEqualTo("u:");
    }

    @Test
    void authenticate_severalMappers_theFirstThatKnowsDecides() {
        IdentityMapper unaware = identity -> new Unmapped();
        IdentityMapper refusing = identity -> new Rejected(RejectionReason.AMBIGUOUS, "two");
        IdentityMapper never = identity -> {
            throw new AssertionError("asked after the decision");
        };

        assertThat(authenticator(ANA)
                        .mapper(unaware)
                        .mapper(i -> mapped("one").build())
                        .mapper(never)
                        .build()
                        .authenticate(TOKEN)
                        .user()
                        .username())
                .isEqualTo("one");
        assertRejected(
                authenticator(ANA)
                        .mapper(unaware)
                        .mapper(refusing)
                        .mapper(never)
                        .build()
                        .authenticate(TOKEN),
                RejectionReason.AMBIGUOUS);
        assertRejected(
                authenticator(ANA)
                        .mapper(i -> mapped("eks:x").build())
                        .mapper(never)
                        .build()
                        .authenticate(TOKEN),
                RejectionReason.RESERVED_NAME);
        assertRejected(
                authenticator(ANA).mapper(unaware).mapper(unaware).build().authenticate(TOKEN),
                RejectionReason.NOT_MAPPED);
    }

    @Test
    void authenticate_nodeTemplateWithoutResolver_isRejected() {
        Authentication decision = authenticator(identity("i-0123456789abcdef0").build())
                .mapper(identity ->
                        mapped("x").addGroup("{{EC2PrivateDNSName}}").build())
                .build()
                .authenticate(TOKEN);

        assertRejected(decision, RejectionReason.BAD_TEMPLATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i-01234567", "i-0123456789abcdef0"})
    void authenticate_nodeTemplate_asksTheResolverForTheInstance(String instanceId) {
        Authentication decision = authenticator(identity(instanceId).build())
                .mapper(identity -> mapped("node:{{EC2PrivateDNSName}}").build())
                .privateDnsNames(id -> Optional.of("ip-of-" + id))
                .build()
                .authenticate(TOKEN);

        assertThat(decision.user().username()).isEqualTo("node:ip-of-" + instanceId);
    }

    @Test
    void authenticate_faults_comeThroughUnlogged() {
        UnavailableException outage =
                new UnavailableException("EKS is away", ErrorContext.builder().build(), null);
        IdentityMapper failing = identity -> {
            throw outage;
        };

        assertThatThrownBy(() -> authenticator(ANA)
                        .mapper(failing)
                        .mapper(i -> mapped("x").build())
                        .build()
                        .authenticate(TOKEN))
                .isSameAs(outage);
        assertThatThrownBy(() -> authenticator((token, cluster) -> {
                            throw outage;
                        })
                        .mapper(failing)
                        .build()
                        .authenticate(TOKEN))
                .isSameAs(outage);
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // What somebody's own implementation may do.
    void authenticate_mapperOrVerifierThatAnswersNothing_letsNoOtherDecide() {
        assertThatThrownBy(() -> authenticator(ANA)
                        .mapper(identity -> null)
                        .mapper(i -> mapped("x").build())
                        .build()
                        .authenticate(TOKEN))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the answer of a mapper");
        assertThatThrownBy(() -> authenticator((token, cluster) -> null)
                        .mapper(i -> mapped("x").build())
                        .build()
                        .authenticate(TOKEN))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the answer of the verifier");
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void authenticate_letIn_isOneLineOfTheAuditLog() {
        authenticator(ANA)
                .mapper(identity -> mapped("ana\n\" by=\"me").addGroup("team-a").build())
                .build()
                .authenticate(TOKEN);

        assertThat(audit.lines())
                .containsExactly(
                        "INFO authenticated cluster=prod arn=arn:aws:sts::111122223333:assumed-role/dev/ana@example.org"
                                + " account=111122223333 principalId=AROADEV accessKeyId=ASIAEXAMPLEEXAMPLE00"
                                + " username=\"ana\\u000a\\\" by=\\\"me\" groups=[team-a] by=\"a test\"");
    }

    @Test
    void authenticate_rejected_isOneLineOfTheAuditLog() {
        authenticator(ANA).mapper(identity -> new Unmapped()).build().authenticate(TOKEN);
        authenticator((token, cluster) -> new Rejected(RejectionReason.EXPIRED, "too late"))
                .mapper(identity -> new Unmapped())
                .build()
                .authenticate(TOKEN);

        assertThat(audit.lines()).hasSize(2);
        assertThat(audit.lines().get(0))
                .startsWith("INFO rejected cluster=prod arn=arn:aws:sts::111122223333:assumed-role/dev/ana@example.org")
                .contains(" reason=NOT_MAPPED detail=\"arn:aws:iam::111122223333:role/dev has no access");
        assertThat(audit.lines().get(1)).isEqualTo("INFO rejected cluster=prod reason=EXPIRED detail=\"too late\"");
        assertThat(audit.lines()).noneMatch(line -> line.contains("c2VjcmV0"));
    }

    @Test
    void authenticate_passesTokenAndClusterToTheVerifier() {
        TokenVerifier verifier = (token, cluster) -> {
            assertThat(token).isEqualTo(TOKEN);
            assertThat(cluster).isEqualTo("prod");
            return new Verified(ANA, EXPIRY);
        };

        assertThat(authenticator(verifier)
                        .mapper(i -> mapped("x").build())
                        .build()
                        .authenticate(TOKEN)
                        .isAuthenticated())
                .isTrue();
    }

    @Test
    void build_withoutARequiredPart_saysWhichAreNeeded() {
        TokenVerifier verifier = (token, cluster) -> new Verified(ANA, EXPIRY);
        IdentityMapper mapper = identity -> new Unmapped();

        for (IamAuthenticator.Builder incomplete : List.of(
                IamAuthenticator.builder().verifier(verifier).mapper(mapper),
                IamAuthenticator.builder().clusterName("prod").mapper(mapper),
                IamAuthenticator.builder().clusterName("prod").verifier(verifier))) {
            assertThatThrownBy(incomplete::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("clusterName(..), verifier(..) and mapper(..)");
        }
        assertThatThrownBy(() -> IamAuthenticator.builder().clusterName(" "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRejected(Authentication decision, RejectionReason reason) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .as(rejected.detail())
                                .isEqualTo(reason));
    }

    private IamAuthenticator.Builder authenticator(IamIdentity identity) {
        return authenticator((token, cluster) -> new Verified(identity, EXPIRY));
    }

    private IamAuthenticator.Builder authenticator(TokenVerifier verifier) {
        return IamAuthenticator.builder().clusterName("prod").verifier(verifier).auditLogger(audit);
    }

    private static Mapped.Builder mapped(String username) {
        Mapped.Builder mapped = Mapped.builder();
        mapped.username(username).source("a test");
        return mapped;
    }

    private static IamIdentity.Builder identity(String sessionName) {
        IamIdentity.Builder identity = IamIdentity.builder();
        identity.arn("arn:aws:sts::111122223333:assumed-role/dev/" + sessionName)
                .canonicalArn("arn:aws:iam::111122223333:role/dev")
                .accountId("111122223333")
                .principalId("AROADEV")
                .sessionName(sessionName)
                .accessKeyId("ASIAEXAMPLEEXAMPLE00");
        return identity;
    }
}
