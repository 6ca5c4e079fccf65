package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.recovery.AccessRecovery;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.recovery.RestorationReport;
import io.github.accessentries.recovery.RestoreOptions;
import io.github.accessentries.token.EksTokens;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;

class GuideRecoveryTest {

    private final List<String> shown = new ArrayList<>();

    private void show(Object line) {
        shown.add(line.toString());
    }

    @Test
    void lockedOutAdministrator_comesBack() {
        try (FakeEks fake = FakeEks.builder().readyAtOnce(true).build()) {
            FakeCluster prod = fake.createCluster("prod", AuthenticationMode.CONFIG_MAP);
            FakePrincipal admin = fake.iam().role("admin");
            EksTokens tokens = EksTokens.builder()
                    .credentialsProvider(admin.credentials())
                    .region(Region.of(fake.region()))
                    .build();
            comesBack(
                    fake.eksClient(),
                    admin.arn(),
                    AccessProbe.of(
                            prod.authenticator(), () -> tokens.mint("prod").value()));

            assertThat(shown)
                    .anyMatch(text -> text.contains("1. mode-without-entries"))
                    .anyMatch(text -> text.contains("sign off one-way-mode"))
                    .anyMatch(text -> text.contains("the cluster lets it in"))
                    .last()
                    .asString()
                    .contains("user/test", "the mode changed from CONFIG_MAP");
            assertThat(prod).principal(admin).can("delete", "nodes").clusterWide();
        }
    }

    private void comesBack(EksClient eks, PrincipalArn admin, AccessProbe probe) {
        // snippet: recover
        AccessRecovery recovery =
                AccessRecovery.builder().cluster("prod").eksClient(eks).build();

        Diagnosis diagnosis = recovery.diagnose(admin); // or diagnoseCaller("arn:aws:sts::…:assumed-role/…")
        show(diagnosis); // what keeps it out, what to do about each, what was looked at and what was not

        show(recovery.planAdministrator(admin)); // changes nothing
        RestorationReport report = recovery.restoreAdministrator(
                admin,
                RestoreOptions.builder()
                        .signOff(SignOff.of("one-way-mode")) // only for clusters that count no access entries yet
                        .probe(probe) // asks the cluster until it lets the principal in
                        .progress(this::show)
                        .build());
        show(report);

        show(recovery.creatorEntry()); // LIKELY, POSSIBLE, NONE or UNKNOWN, and why
        // end
    }
}
