package org.example.team;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;

import io.github.accessentries.testkit.*;
import io.kubernetes.client.openapi.ApiClient;
import java.util.List;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What JUnit's extension gives to constructors and tests; wildcard imports of JUnit and the testkit side by side. */
class ParametersTest {

    @RegisterExtension
    static final FakeEksExtension EKS = FakeEksExtension.with(FakeEks.builder().account("444455556666"));

    private final FakeEks given;

    ParametersTest(FakeEks given) {
        this.given = given;
    }

    @Test
    void constructorAndTestGetTheSameFake(
            FakeEks eks,
            EksClient client,
            EksAsyncClient async,
            StsClient sts,
            @InCluster("prod") FakeCluster prod,
            @InCluster(value = "prod", role = "dev") ApiClient dev) {
        Assertions.assertSame(given, eks);
        Assertions.assertEquals("444455556666", sts.getCallerIdentity().account());
        Assertions.assertEquals(List.of("prod"), client.listClusters().clusters());
        Assertions.assertEquals(List.of("prod"), async.listClusters().join().clusters());
        Assertions.assertNotNull(dev.getBasePath());
        assertThat(prod).entry(eks.iam().role("dev").arn()).doesNotExist();
    }
}
