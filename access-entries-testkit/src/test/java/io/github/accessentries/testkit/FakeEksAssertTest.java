package io.github.accessentries.testkit;

import static io.github.accessentries.testkit.FakeEksAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.PrincipalArn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;

class FakeEksAssertTest {

    private static final PrincipalArn ROLE = PrincipalArn.role("111122223333", "team/dev");

    private final FakeEks fake = FakeEks.create();
    private final FakePrincipal deployer = fake.iam().role("deployer");
    private final FakePrincipal reader = fake.iam().user("reader");

    FakeEksAssertTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static void create(EksClient client) {
        client.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE.toString()));
    }

    private static void assertFails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }

    @Test
    void callsThatWereMade_pass() {
        fake.faults()
                .on("CreateAccessEntry")
                .fail("ServiceUnavailableException", 503)
                .times(1);
        create(fake.eksClient(deployer.session("job-1")));
        fake.eksClient(reader.credentials()).listClusters();

        assertThat(fake).received("CreateAccessEntry").times(2).by(deployer).times(2);
        assertThat(fake).received("ListClusters").by(reader).times(1);
        assertThat(fake).neverReceived("DeleteAccessEntry");
    }

    @Test
    void noCalls_pass_andReadsChangeNothing() {
        assertThat(fake).hasNoCalls().receivedNothingThatChanges();

        fake.eksClient().listClusters();
        fake.stsClient().getCallerIdentity();

        assertThat(fake).receivedNothingThatChanges().received("GetCallerIdentity");
        assertFails(() -> assertThat(fake).hasNoCalls(), "never to have received anything", "ListClusters {} by arn");
    }

    @Test
    void missingCall_failsWithWhatCame_andTheNearest() {
        assertFails(
                () -> assertThat(fake).received("CreateAccessEntry"),
                "to have received CreateAccessEntry",
                "but it received nothing");

        fake.eksClient().listAccessEntries(r -> r.clusterName("prod"));
        fake.eksClient().listClusters();
        fake.eksClient().listClusters();

        assertFails(
                () -> assertThat(fake).received("CreateAccessEntry"),
                "but it received ListAccessEntries once, ListClusters 2 times",
                "Nearest:",
                "ListAccessEntries {name=prod} by arn:aws:iam::111122223333:user/test: ok");
    }

    @Test
    void wrongCount_failsWithTheCalls() {
        create(fake.eksClient(deployer.session("job-1")));

        assertFails(
                () -> assertThat(fake).received("CreateAccessEntry").times(2),
                "Expected CreateAccessEntry",
                "to have been received 2 times",
                "but it was once:",
                "assumed-role/deployer/job-1: ok");
    }

    @Test
    void callOfAnother_failsWithTheOther_andWhatThePrincipalDid() {
        create(fake.eksClient());
        assertFails(
                () -> assertThat(fake).received("CreateAccessEntry").by(deployer),
                "to have been received from arn:aws:iam::111122223333:role/deployer",
                "by arn:aws:iam::111122223333:user/test: ok",
                "Nearest: none, arn:aws:iam::111122223333:role/deployer made no calls at all");

        fake.eksClient(deployer.credentials()).listClusters();

        assertFails(
                () -> assertThat(fake).received("CreateAccessEntry").by(deployer),
                "Nearest: what it did call",
                "ListClusters {} by arn:aws:sts::111122223333:assumed-role/deployer/test-session: ok");
    }

    @Test
    void callOfAnEarlierPrincipalOfTheSameArn_isNotThatOfTheNewOne() {
        fake.eksClient(reader.credentials()).listClusters();
        fake.iam().delete(reader.arn());

        FakePrincipal successor = fake.iam().user("reader");

        assertThat(fake).received("ListClusters").by(reader);
        assertFails(() -> assertThat(fake).received("ListClusters").by(successor), "made no calls at all");
    }

    @Test
    void unwantedCall_failsWithIt_evenIfItWasRefused() {
        fake.faults()
                .on("CreateAccessEntry")
                .fail("InvalidRequestException", 400)
                .times(1);
        assertThatThrownBy(() -> create(fake.eksClient())).hasMessageContaining("Scripted");

        assertFails(
                () -> assertThat(fake).neverReceived("CreateAccessEntry"),
                "never to have received CreateAccessEntry",
                "principalArn=arn:aws:iam::111122223333:role/team/dev} by arn:aws:iam::111122223333:user/test:"
                        + " InvalidRequestException");
        assertFails(
                () -> assertThat(fake).receivedNothingThatChanges(),
                "never to have received an operation that changes something",
                "InvalidRequestException");
    }

    @Test
    void longListOfCalls_isCutToTheLatest() {
        EksClient client = fake.eksClient();
        for (int i = 0; i < 25; i++) {
            client.listClusters();
        }

        assertFails(() -> assertThat(fake).hasNoCalls(), "(5 earlier ones)");
    }

    @Test
    void misspelledOperation_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(fake).neverReceived("DeleteAcessEntry"))
                .withMessageContaining("DeleteAcessEntry");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(fake).received("createAccessEntry"))
                .withMessageContaining("CreateAccessEntry");
    }
}
