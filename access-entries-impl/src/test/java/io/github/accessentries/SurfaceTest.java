package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.audit.AccessTimeline;
import io.github.accessentries.audit.PolicyProposer;
import io.github.accessentries.audit.TrailReader;
import io.github.accessentries.authn.IamIdentity;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.fleet.Fleet;
import io.github.accessentries.fleet.FleetOperation;
import io.github.accessentries.fleet.FleetResult;
import io.github.accessentries.fleet.FleetSummary;
import io.github.accessentries.fleet.Shard;
import io.github.accessentries.iac.AccessDump;
import io.github.accessentries.kubernetes.KubernetesFiles;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.mapping.ClusterMapper;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.policy.PolicyCatalogue;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.report.AccessReport;
import io.github.accessentries.snapshot.RefreshedSnapshot;
import io.github.accessentries.surface.HostileTexts;
import io.github.accessentries.surface.NullArguments;
import io.github.accessentries.surface.Samples;
import io.github.accessentries.surface.Surface;
import io.github.accessentries.surface.SurfaceFile;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.OfflineTokenVerifier;
import io.github.accessentries.token.TokenSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;

class SurfaceTest {

    private static final Surface SURFACE = Surface.of(EksAccessEntries.class);

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    /** Whoever refuses null makes no call before. */
    private static final EksClient NO_CLIENT = new EksClient() {
        @Override
        public String serviceName() {
            return "eks";
        }

        @Override
        public void close() {
            // Nothing to close.
        }
    };

    private static final String USER = "arn:aws:iam::111122223333:user/ana";

    @Test
    void whatUsersSee_isWhatTheCheckedInFileSays() {
        assertThat(SurfaceFile.ofThisModule().differences(SURFACE)).isEmpty();
    }

    @Test
    void publicRecords_areCasesOfSealedTypes() {
        assertThat(SURFACE.recordsOfNoSealedType()).isEmpty();
    }

    @Test
    void whatIsCalledForItsResult_saysSo() {
        assertThat(SURFACE.unmarkedResults()).isEmpty();
    }

    @Test
    void whatWasConfigured_canBeReadBack() {
        assertThat(SURFACE.unreadableOptions()).isEmpty();
    }

    @Test
    void null_isRefusedByTheNameOfTheParameter() {
        try (RefreshedSnapshot<String> snapshot =
                RefreshedSnapshot.builder("names", () -> "a").build()) {
            assertThat(NullArguments.among(SURFACE, samples().with(RefreshedSnapshot.class, snapshot)))
                    .isEmpty();
        }
    }

    @Test
    void aHostileName_isRefusedOrShownEscaped() {
        assertThat(HostileTexts.among(SURFACE, samples())).isEmpty();
    }

    private static Samples samples() {
        EksTokens tokens = EksTokens.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        EksAccessEntries prod =
                EksAccessEntries.builder().cluster("prod").eksClient(NO_CLIENT).build();
        AccessModel model = ClusterAccess.of(List.of());
        return new Samples()
                .with(PrincipalArn.class, DEV)
                .with(EntryType.class, EntryType.STANDARD)
                .with(
                        PolicyProposer.class,
                        PolicyProposer.builder().addUsers("ana").build())
                .with(
                        Rule.class,
                        Rule.builder().addVerb("get").addPath("/healthz").build())
                .with(AccessEntries.class, prod)
                .with(EksAccessEntries.class, prod)
                .with(Grant.class, prod.grant(DEV))
                .with(Grant.ScopeChoice.class, prod.grant(DEV).allow(AccessPolicy.VIEW))
                .with(Withdrawal.class, prod.withdraw(DEV))
                .with(Withdrawal.PlaceChoice.class, prod.withdraw(DEV).policy(AccessPolicy.VIEW))
                .with(DesiredAccess.class, DesiredAccess.builder().build())
                .with(FleetResult.class, Fleet.builder().build().plan())
                .with(
                        FleetSummary.class,
                        FleetSummary.builder()
                                .operation(FleetOperation.PLAN)
                                .addShard(Shard.of(0, 1))
                                .build())
                .with(EksClient.class, NO_CLIENT)
                .with(Cluster.class, cluster())
                .with(Region.class, Region.EU_WEST_1)
                .with(AwsCredentialsProvider.class, AnonymousCredentialsProvider.create())
                .with(MeterRegistry.class, new SimpleMeterRegistry())
                .with(PolicyCatalogue.class, PolicyCatalogue.published())
                .with(EksTokens.class, tokens)
                .with(TokenSource.class, tokens.source("prod"))
                .with(
                        OfflineTokenVerifier.class,
                        OfflineTokenVerifier.builder(key -> Optional.empty()).build())
                .with(ClusterMapper.class, ClusterMapper.of(() -> {
                    throw new IllegalStateException("never asked");
                }))
                .with(AccessDump.class, AccessDump.parse("{\"cluster\": {\"name\": \"prod\"}}"))
                .with(KubernetesFiles.class, KubernetesFiles.of(Path.of("src", "test", "resources")))
                .with(AccessTimeline.class, TrailReader.create().timeline())
                .with(AccessModel.class, model)
                .with(AccessReport.class, AccessReport.of(model))
                .with(IamIdentity.class, identity());
    }

    private static Cluster cluster() {
        return Cluster.builder()
                .name("prod")
                .arn("arn:aws:eks:eu-west-1:111122223333:cluster/prod")
                .endpoint("https://localhost")
                .certificateAuthority(authority -> authority.data("YQ=="))
                .build();
    }

    private static IamIdentity identity() {
        return IamIdentity.builder()
                .arn(USER)
                .canonicalArn(USER)
                .accountId("111122223333")
                .principalId("AIDAEXAMPLE")
                .accessKeyId("AKIAEXAMPLE")
                .build();
    }
}
