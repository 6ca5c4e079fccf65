package com.example.plan;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.plan.StalePlanException;
import io.github.accessentries.plan.UnsafePlanException;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FakeEksExtension.class)
class ReviewedAccessTest {

    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");
    private static final PrincipalArn PAYMENTS = PrincipalArn.role("111122223333", "payments-developers");

    @TempDir
    Path files;

    @TempDir
    Path results;

    private FakeCluster prod;
    private AccessEntries entries;
    private ReviewedAccess access;

    @BeforeEach
    void setUp(FakeEks eks) throws IOException {
        prod = eks.createCluster("prod");
        entries = prod.accessEntries();
        entries.grant(ADMIN).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
        access = new ReviewedAccess(entries, files);
        Files.copy(Path.of("access/access.yaml"), files.resolve("access.yaml"));
        eks.clearCalls();
    }

    @Test
    void planIsAComment_andChangesNothing(FakeEks eks) throws IOException {
        access.plan(results);

        assertThat(results.resolve("comment.md")).content().contains("payments-developers", "AmazonEKSEditPolicy");
        assertThat(eks).receivedNothingThatChanges();
    }

    @Test
    void reviewedPlanIsApplied_andNothingIsLeft() throws IOException {
        access.plan(results);

        access.apply(results);

        assertThat(prod).entry(PAYMENTS).hasPolicy(AccessPolicy.EDIT).inNamespaces("payments", "payments-*");
        assertThat(results.resolve("comment.md")).content().contains("done");
        assertThat(access.plan(results).isEmpty()).isTrue();
    }

    @Test
    void planThatHasBecomeAnotherOne_isRefused(FakeEks eks) throws IOException {
        access.plan(results);
        entries.grant(PAYMENTS).allow(AccessPolicy.VIEW).clusterWide().apply();
        eks.clearCalls();

        assertThatThrownBy(() -> access.apply(results)).isInstanceOf(StalePlanException.class);
        assertThat(eks).receivedNothingThatChanges();
    }

    @Test
    void whatIsDangerous_needsItsSignOffInTheRepository() throws IOException {
        Path desired = files.resolve("access.yaml");
        String ofAnotherAccount = "444455556666:role/payments-developers";
        Files.writeString(
                desired, Files.readString(desired).replace("111122223333:role/payments-developers", ofAnotherAccount));
        String finding = access.plan(results).findings().get(0).name();

        assertThatThrownBy(() -> access.apply(results)).isInstanceOf(UnsafePlanException.class);
        Files.writeString(files.resolve("sign-off.txt"), finding + "\n");
        access.apply(results);

        assertThat(prod)
                .entry(PrincipalArn.of("arn:aws:iam::" + ofAnotherAccount))
                .exists();
    }
}
