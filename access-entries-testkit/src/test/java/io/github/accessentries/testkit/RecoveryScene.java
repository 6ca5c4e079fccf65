package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.planning.PlanContext;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.recovery.AccessRecovery;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.recovery.LockoutCause;
import io.github.accessentries.recovery.Obstacle;
import io.github.accessentries.recovery.Remedy;
import io.github.accessentries.token.EksTokens;
import io.github.accessentries.token.StsTokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

/** A cluster {@code prod} that somebody cannot get into, in the time of a test, and what may be known of it. */
final class RecoveryScene implements AutoCloseable {

    static final String ACCOUNT = "111122223333";
    static final Instant START = Instant.parse("2026-10-01T10:00:00Z");

    final FakeClock clock = FakeClock.at(START);
    final FakeEks fake;
    final FakeCluster prod;
    final EksAccessEntries entries;
    private final Map<String, PrincipalDirectory.KnownPrincipal> iam = new HashMap<>();

    RecoveryScene(AuthenticationMode mode) {
        this(mode, true);
    }

    /** Clients that sign in the time of the system need a fake that does not look at signatures. */
    RecoveryScene(AuthenticationMode mode, boolean signatureChecks) {
        this.fake =
                FakeEks.builder().clock(clock).signatureChecks(signatureChecks).build();
        this.entries = InFakeTime.prod(fake.eksClient(), clock).build();
        this.prod = fake.createCluster("prod", mode);
    }

    /** EKS rights alone. */
    AccessRecovery recovery() {
        return recovery(fake.eksClient(), PlanContext.builder().build());
    }

    AccessRecovery recovery(EksClient client, PlanContext context) {
        return AccessRecovery.builder()
                .cluster("prod")
                .eksClient(client)
                .planContext(context)
                .clock(clock)
                .sleeper(clock)
                .build();
    }

    /** With what a cluster that can be read tells. */
    AccessRecovery knowing(AwsAuth awsAuth, RbacObjects rbac) {
        prod.awsAuth(awsAuth).rbac(rbac);
        return recovery(
                fake.eksClient(),
                PlanContext.builder()
                        .awsAuth(() -> awsAuth)
                        .model(each -> ClusterAccess.builder()
                                .entries(each)
                                .awsAuth(awsAuth)
                                .rbac(rbac)
                                .build())
                        .build());
    }

    /** With IAM, as far as it was {@linkplain #inIam told}. */
    AccessRecovery knowingIam() {
        return recovery(
                fake.eksClient(), PlanContext.builder().directory(directory()).build());
    }

    /** Makes a principal exist in IAM, for the fake and for the directory. */
    FakePrincipal inIam(PrincipalArn arn) {
        iam.put(arn.uniqueName(), PrincipalDirectory.KnownPrincipal.of(arn, clock.instant()));
        return fake.iam().principal(arn);
    }

    FakePrincipal role(String nameWithPath) {
        return inIam(PrincipalArn.role(ACCOUNT, nameWithPath));
    }

    void delete(PrincipalArn arn) {
        iam.remove(arn.uniqueName());
        fake.iam().delete(arn);
    }

    PrincipalDirectory directory() {
        return new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return accountId.equals(ACCOUNT);
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return Optional.ofNullable(iam.get(principal.uniqueName()));
            }
        };
    }

    AccessProbe probe(FakePrincipal principal) {
        return AccessProbe.of(prod.authenticator(), () -> token(principal, fake.region(), "prod"));
    }

    String token(FakePrincipal principal, String region, String cluster) {
        return EksTokens.builder()
                .credentialsProvider(principal.credentials())
                .region(Region.of(region))
                .clock(clock)
                .build()
                .mint(cluster)
                .value();
    }

    StsTokenVerifier verifier() {
        return StsTokenVerifier.builder()
                .httpClient(fake.sdkHttpClient())
                .clock(clock)
                .build();
    }

    /** After this, nothing is too young to have reached the cluster. */
    void later() {
        clock.advance(Duration.ofMinutes(10));
    }

    /** The obstacle that a diagnosis names first, which has to be this one. */
    static Obstacle first(Diagnosis diagnosis, LockoutCause cause, boolean certain) {
        Obstacle first = diagnosis.first().orElseThrow(() -> new AssertionError("nothing found: " + diagnosis));
        assertThat(first.cause()).as(diagnosis.toString()).isEqualTo(cause);
        assertThat(first.isCertain()).as(first.toString()).isEqualTo(certain);
        assertThat(first.step()).isNotBlank();
        return first;
    }

    /** Makes the changes of a remedy with the calls that a person would make. */
    void cure(Obstacle obstacle) {
        Remedy.ChangeEntries remedy = (Remedy.ChangeEntries) obstacle.remedy().orElseThrow();
        remedy.changes().forEach(change -> {
            if (change instanceof Change.Create create) {
                entries.grant(create.principal())
                        .groups(create.entry().groups())
                        .apply();
            } else if (change instanceof Change.Associate associate) {
                entries.grant(associate.principal())
                        .allow(associate.policy())
                        .in(associate.scope())
                        .apply();
            } else if (change instanceof Change.Rescope rescope) {
                entries.grant(rescope.principal())
                        .allow(rescope.policy())
                        .in(rescope.after())
                        .apply();
            } else if (change instanceof Change.Delete delete) {
                entries.revoke(delete.principal());
            } else if (change instanceof Change.Replace replace) {
                entries.revoke(replace.principal());
                replace.after()
                        .policies()
                        .forEach((policy, scope) -> entries.grant(replace.principal())
                                .allow(policy)
                                .in(scope)
                                .apply());
            } else {
                throw new AssertionError("no way to make " + change);
            }
        });
    }

    /** Lets a principal view one namespace, long ago. */
    void allow(PrincipalArn principal) {
        entries.grant(principal).allow(AccessPolicy.VIEW).inNamespaces("team-a").apply();
        later();
    }

    @Override
    public void close() {
        entries.close();
        fake.close();
    }
}
