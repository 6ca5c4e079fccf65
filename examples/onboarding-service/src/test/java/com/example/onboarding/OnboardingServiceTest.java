package com.example.onboarding;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import io.github.accessentries.testkit.FakePrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeEksExtension.class)
class OnboardingServiceTest {

    private FakeCluster prod;
    private FakePrincipal developers;
    private Team payments;
    private OnboardingService service;

    @BeforeEach
    void setUp(FakeEks eks) {
        prod = eks.createCluster("prod");
        developers = eks.iam().role("payments-developers");
        payments = new Team("payments", developers.arn());
        service = new OnboardingService(prod.accessEntries(), "111122223333");
    }

    @Test
    void teamEditsInItsNamespaces_andNowhereElse() {
        service.onboard(payments);

        assertThat(prod).principal(developers)
                .can("create", "deployments.apps").inNamespace("payments")
                .can("create", "deployments.apps").inNamespace("payments-staging")
                .cannot("get", "pods").inNamespace("shop")
                .cannot("list", "nodes").clusterWide();
    }

    @Test
    void onboardingAgain_changesNothing(FakeEks eks) {
        service.onboard(payments);
        eks.clearCalls();

        service.onboard(payments);

        assertThat(eks).receivedNothingThatChanges();
    }

    @Test
    void teamThatLeaves_isLetInNoMore() {
        service.onboard(payments);

        assertThat(service.offboard(payments)).isTrue();
        assertThat(prod).principal(developers).isRejected(RejectionReason.NOT_MAPPED);
        assertThat(service.offboard(payments)).isFalse();
    }

    @Test
    void nameThatReachesBeyondTheTeam_isRefused() {
        assertThatThrownBy(() -> new Team("kube", developers.arn()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("kube-*");
        assertThatThrownBy(() -> new Team("payments-staging", developers.arn())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roleOfAnotherAccount_isRefused(FakeEks eks) {
        Team guests = new Team("guests", PrincipalArn.role("444455556666", "guests"));

        assertThatThrownBy(() -> service.onboard(guests)).isInstanceOf(RefusedException.class).hasMessageContaining("111122223333");
        assertThat(eks).hasNoCalls();
    }

    @Test
    void entryOfSomebodyElse_isLeftAsItIs(FakeEks eks) {
        prod.accessEntries().grant(developers.arn()).allow(AccessPolicy.CLUSTER_ADMIN).clusterWide().apply();
        eks.clearCalls();

        assertThatThrownBy(() -> service.onboard(payments)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> service.offboard(payments)).isInstanceOf(RefusedException.class);
        assertThat(eks).receivedNothingThatChanges();
    }

    @Test
    void throttledCalls_areTriedAgain(FakeEks eks) {
        eks.faults().on("CreateAccessEntry").fail("ThrottlingException", 429).times(2);
        service.onboard(payments);

        assertThat(prod).entry(developers.arn()).exists();
    }
}
