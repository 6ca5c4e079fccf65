package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.iam.IamDirectory;
import io.github.accessentries.migration.MappingOutcome;
import io.github.accessentries.migration.MappingOutcome.Kind;
import io.github.accessentries.migration.MigrationPlan;
import io.github.accessentries.migration.MigrationPlanner;
import io.github.accessentries.plan.Unchecked;
import io.github.accessentries.rbac.RbacObjects;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** Roles of Identity Center in {@code aws-auth}, where they stand without their path. */
class PeopleMigrationTest {

    private final FakeEks fake = FakeEks.builder().strictIam(true).build();
    private final FakeCluster cluster = fake.createCluster("prod");
    private final IamClient client = IamClient.builder()
            .httpClient(fake.sdkHttpClient())
            .credentialsProvider(fake.iam().user("reader").credentials())
            .region(Region.AWS_GLOBAL)
            .build();
    private final IamDirectory iam = IamDirectory.builder()
            .account(client, fake.stsClient())
            .rememberFor(Duration.ZERO)
            .build();

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private static AwsAuth mapping(String arn) {
        return AwsAuth.builder()
                .roles(List.of(ArnMapping.of(arn, "admin:{{SessionName}}", List.of("system:masters"))))
                .build();
    }

    private MigrationPlanner.Builder planner(String arn) {
        return MigrationPlanner.builder()
                .awsAuth(mapping(arn))
                .rbac(RbacObjects.none())
                .entries(cluster.accessEntries().list());
    }

    private MigrationPlan migration(String arn) {
        return planner(arn).directory(iam).build().plan();
    }

    private static MappingOutcome outcome(MigrationPlan plan) {
        assertThat(plan.outcomes()).hasSize(1);
        return plan.outcomes().get(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void roleThatExists_isMovedWithItsPath_andIsAGapOnlyWithoutADirectory(boolean smallLetters) {
        FakePrincipal admin = fake.iam().permissionSet("Admin");
        String written = smallLetters
                ? admin.arn().canonical().toLowerCase(Locale.ROOT)
                : admin.arn().canonical();

        assertThat(outcome(planner(written).build().plan()).kind()).isEqualTo(Kind.GAP);
        MigrationPlan plan = migration(written);

        assertThat(outcome(plan).kind()).isEqualTo(Kind.MOVED);
        assertThat(plan.isProven()).as(plan.toString()).isTrue();
        assertThat(plan.unchecked()).extracting(Unchecked::part).doesNotContain(Unchecked.Part.IAM);
        assertThat(plan.desired().principals()).containsExactly(admin.arn());
        assertThat(plan.desired().entries().get(0).policies()).containsKey(AccessPolicy.CLUSTER_ADMIN);
        cluster.accessEntries()
                .apply(cluster.accessEntries().plan(plan.desired()))
                .orThrow();
        assertThat(cluster.login(admin).user().username()).startsWith("admin:");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void roleThatIsGone_movesNothing_andTellsTheNewRoleOfItsPermissionSet(boolean hasAnEntry) {
        FakePrincipal former = fake.iam().permissionSet("Admin");
        fake.iam().permissionSet("Admin_Read");
        if (hasAnEntry) {
            cluster.accessEntries().grant(former.arn()).apply();
        }
        FakePrincipal now = fake.iam().reprovisionPermissionSet("Admin");

        MigrationPlan plan = migration(former.arn().canonical());

        assertThat(plan.desired().entries()).as("nobody gains what nobody has").isEmpty();
        assertThat(outcome(plan).kind()).isEqualTo(Kind.IDLE);
        assertThat(outcome(plan).text())
                .contains("does not exist in IAM", now.arn().toString(), "would give access that nobody has today")
                .doesNotContain("Admin_Read");
        assertThat(plan.isProven()).isTrue();
    }

    @Test
    void roleThatIsGone_withItsPermissionSet_isIdleAndNothingElse() {
        PrincipalArn former = fake.iam().permissionSet("Admin").arn();
        fake.iam().delete(former);
        fake.iam().permissionSet("Admin_Read");

        assertThat(outcome(migration(former.canonical())).text())
                .isEqualTo("the principal does not exist in IAM, so nobody can use it");
    }
}
