package io.github.accessentries.testkit.example;

// snippet: firsttest
import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;

import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import io.github.accessentries.testkit.FakePrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeEksExtension.class)
class TeamAccessTest {

    @Test
    void grant_isForTheNamespacesOfTheTeam(FakeEks eks) {
        FakeCluster prod = eks.createCluster("prod");
        FakePrincipal dev = eks.iam().role("team-a-dev");

        TeamAccess.grant(eks.eksClient(), "prod", dev.arn(), "team-a");

        assertThat(prod)
                .principal(dev)
                .can("create", "deployments.apps")
                .inNamespace("team-a")
                .cannot("get", "secrets")
                .inNamespace("payments");
    }
}
// end
