package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PermissionSet;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.iam.IamDirectory;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.planning.PlanContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The example of the guides for people, between markers as it stands there. */
class GuidePeopleTest {

    private String shown = "";

    private void show(AccessPlan plan) {
        shown = plan.toString();
    }

    @Test
    void people() {
        try (FakeEks fake = FakeEks.create();
                IamClient iamClient = IamClient.builder()
                        .httpClient(fake.sdkHttpClient())
                        .credentialsProvider(fake.iam().user("ops").credentials())
                        .region(Region.AWS_GLOBAL)
                        .build()) {
            FakeCluster cluster = fake.createCluster("prod");
            EksClient eks = fake.eksClient();
            StsClient stsClient = fake.stsClient();
            FakePrincipal admin = fake.iam().permissionSet("Admin");
            FakePrincipal developer = fake.iam().permissionSet("Developer");
            String yaml = Documentation.block("access: people");

            // snippet: people
            IamDirectory iam = IamDirectory.of(iamClient, stsClient);
            EksAccessEntries prod = EksAccessEntries.builder()
                    .cluster("prod")
                    .eksClient(eks)
                    .planContext(PlanContext.builder().directory(iam).build())
                    .build();

            prod.grant(iam.roleOf(PermissionSet.of("Admin", "111122223333"))) // AWSReservedSSO_Admin_1f2e3d4c5b6a7988
                    .allow(AccessPolicy.ADMIN)
                    .clusterWide()
                    .apply();

            DesiredAccess desired = DesiredAccessFile.reader().directory(iam).read(yaml);
            prod.apply(prod.plan(desired)).orThrow();

            show(prod.plan(DesiredAccess.builder()
                    .deadEntries(DeadEntryHandling.HEAL) // or REMOVE, or LEAVE, which only tells
                    .build()));
            // end

            assertThat(cluster.login(admin).isAuthenticated()).isTrue();
            assertThat(desired.deadEntries()).isEqualTo(DeadEntryHandling.REMOVE);
            assertThat(shown).contains("nothing to do").doesNotContain("- iam:");
            FakePrincipal next = fake.iam().reprovisionPermissionSet("Developer");
            IamDirectory later = IamDirectory.builder()
                    .account(iamClient, stsClient)
                    .rememberFor(Duration.ZERO)
                    .build();
            AccessPlan heals = EksAccessEntries.builder()
                    .cluster("prod")
                    .eksClient(eks)
                    .planContext(PlanContext.builder().directory(later).build())
                    .build()
                    .plan(DesiredAccessFile.reader().directory(later).read(yaml));
            assertThat(heals.toString())
                    .contains(developer.arn().name(), next.arn().name());
        }
    }
}
