package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.eks.model.EksException;

/** Programs that bring credentials of their own. */
class AnyCredentialsTest {

    private static final StaticCredentialsProvider OWN =
            StaticCredentialsProvider.create(AwsSessionCredentials.create("ASIAOFSOMEBODY", "secret", "token"));

    @Test
    void unknownAccessKey_callsAsTheSeededUser_wherePermitted() {
        try (FakeEks fake = FakeEks.builder().anyCredentials(true).build()) {
            fake.createCluster("prod");

            assertThat(fake.eksClient(OWN).listClusters().clusters()).containsExactly("prod");
            assertThat(fake.stsClient(OWN).getCallerIdentity().arn()).isEqualTo("arn:aws:iam::111122223333:user/test");
        }
    }

    @Test
    void knownAccessKey_isCheckedAsEver() {
        var wrong = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "wrong"));
        try (FakeEks fake = FakeEks.builder().anyCredentials(true).build()) {
            FakePrincipal dev = fake.iam().user("dev");

            assertThat(fake.stsClient(dev.credentials()).getCallerIdentity().arn())
                    .isEqualTo(dev.arn().toString());
            assertThatThrownBy(() -> fake.eksClient(wrong).listClusters())
                    .isInstanceOfSatisfying(
                            EksException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("InvalidSignatureException"));
        }
    }

    @Test
    void unknownAccessKey_isRefusedByDefault() {
        try (FakeEks fake = FakeEks.create()) {
            assertThatThrownBy(() -> fake.eksClient(OWN).listClusters())
                    .isInstanceOfSatisfying(
                            EksException.class,
                            refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                    .isEqualTo("UnrecognizedClientException"));
        }
    }
}
