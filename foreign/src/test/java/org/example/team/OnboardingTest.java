package org.example.team;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;

import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksExtension;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.eks.EksAccessEntries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.eks.EksClient;

/** JUnit's extension, AssertJ's assertions, the fake's JSON, YAML. */
@ExtendWith(FakeEksExtension.class)
class OnboardingTest {

    @Test
    void teamGetsItsNamespaceOnly(FakeEks eks) {
        FakeCluster prod = eks.createCluster("prod");
        FakePrincipal developers = eks.iam().role("team-a-dev");

        new Onboarding("prod", eks.eksClient()).onboard("team-a", developers.arn());

        assertThat(prod)
                .principal(developers)
                .can("create", "deployments.apps")
                .inNamespace("team-a")
                .cannot("get", "secrets")
                .inNamespace("payments");
        assertThat(eks).received("CreateAccessEntry");
    }

    @Test
    void fileIsReadAndPlanned(FakeEks eks) {
        eks.createCluster("prod");
        FakePrincipal developers = eks.iam().role("team-a-dev");
        DesiredAccess desired = DesiredAccessFile.reader().read("""
                version: 1
                entries:
                  - principal: %s
                    policies: [{policy: AmazonEKSEditPolicy, namespaces: [team-a, team-a-*]}]
                """.formatted(developers.arn()));

        try (EksClient client = eks.eksClient();
                EksAccessEntries prod = EksAccessEntries.builder()
                        .cluster("prod")
                        .eksClient(client)
                        .build()) {
            AccessPlan plan = prod.plan(desired);

            Assertions.assertThat(plan.changes()).isNotEmpty();
            prod.apply(plan).orThrow();
            Assertions.assertThat(prod.plan(desired).changes()).isEmpty();
        }
    }

    @Test
    void fakeIsControlledFromOutside(FakeEks eks) throws IOException, InterruptedException {
        String denial = """
                {"arn": "%s", "actions": ["eks:CreateAccessEntry"]}""".formatted(
                        eks.iam().role("platform").arn());

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(eks.serve().endpoint() + "/_fake/iam/denials"))
                                .POST(HttpRequest.BodyPublishers.ofString(denial))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        Assertions.assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
