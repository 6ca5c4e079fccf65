package io.github.accessentries.testkit.contract;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.iam.IamDirectory;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.testkit.FakeEks;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/** The library's own directory keeps the promises of the interface. */
class OwnDirectoriesTest {

    @Nested
    class Iam extends PrincipalDirectoryContract {
        private final FakeEks eks = FakeEks.create();
        private final PrincipalArn deployer = eks.iam().role("team-a/deployer").arn();
        private final IamClient client = IamClient.builder()
                .httpClient(eks.sdkHttpClient())
                .credentialsProvider(eks.iam().user("reader").credentials())
                .region(Region.AWS_GLOBAL)
                .build();

        Iam() {
            eks.iam().permissionSet("Admin");
        }

        @AfterEach
        void close() {
            client.close();
            eks.close();
        }

        @Override
        protected PrincipalDirectory directory() {
            return IamDirectory.builder()
                    .account(client, eks.stsClient())
                    .throttlingPatience(Duration.ZERO)
                    .build();
        }

        @Override
        protected PrincipalArn existing() {
            return deployer;
        }

        @Override
        protected Optional<PrincipalDirectory> cutOff() {
            eks.faults().on("GetRole").fail("AccessDenied", 403).always();
            return Optional.of(directory());
        }
    }
}
