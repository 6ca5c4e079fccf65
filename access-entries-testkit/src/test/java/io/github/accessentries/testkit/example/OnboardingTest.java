package io.github.accessentries.testkit.example;

// snippet: test
import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;

import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import io.github.accessentries.testkit.FakePrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeEksExtension.class)
class OnboardingTest {

    @Test
    void teamGetsItsNamespaceOnly(FakeEks eks) {
        FakeCluster prod = eks.createCluster("prod");
        FakePrincipal dev = eks.iam().role("team-a-dev");

        new Onboarding(eks.eksClient()).onboard("team-a", dev.arn()); // the code under test, with a real EksClient

        assertThat(prod)
                .principal(dev)
                .can("create", "deployments.apps")
                .inNamespace("team-a")
                .cannot("get", "secrets")
                .inNamespace("payments");
    }
}
// end
