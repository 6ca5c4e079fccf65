package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.eks.EksAsyncClient;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eks.model.ServiceUnavailableException;
import software.amazon.awssdk.services.eks.model.ThrottlingException;
import software.amazon.awssdk.services.sts.model.StsException;

@Isolated("it measures time, which others must not take away")
class FaultsTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/dev";
    private static final CreateAccessEntryRequest CREATE = CreateAccessEntryRequest.builder()
            .clusterName("prod")
            .principalArn(ROLE)
            .clientRequestToken("token")
            .build();

    /** The ways in, which all show the same trouble. */
    enum Way {
        IN_MEMORY {
            @Override
            AccessEntry create(FakeEks fake) {
                return fake.eksClient().createAccessEntry(CREATE).accessEntry();
            }
        },
        ASYNCHRONOUS {
            @Override
            AccessEntry create(FakeEks fake) {
                EksAsyncClient client = fake.eksAsyncClient();
                try {
                    return client.createAccessEntry(CREATE).join().accessEntry();
                } catch (CompletionException e) {
                    throw (RuntimeException) e.getCause();
                }
            }
        },
        SERVER {
            @Override
            AccessEntry create(FakeEks fake) {
                try (SdkHttpClient http = Apache5HttpClient.create();
                        FakeEksServer server = fake.serve();
                        EksClient client = EksClient.builder()
                                .httpClient(http)
                                .endpointOverride(server.endpoint())
                                .region(Region.US_WEST_2)
                                .credentialsProvider(TEST_USER)
                                .overrideConfiguration(c -> c.retryStrategy(threeImmediateTries()))
                                .build()) {
                    return client.createAccessEntry(CREATE).accessEntry();
                }
            }
        };

        abstract AccessEntry create(FakeEks fake);

        private static RetryStrategy threeImmediateTries() {
            return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(3)
                    .backoffStrategy(BackoffStrategy.retryImmediately())
                    .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                    .build();
        }
    }

    private static final StaticCredentialsProvider TEST_USER =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    /** The SDK keeps one clock for all clients, which other tests put wrong; so no signature may be refused for its time. */
    private final FakeEks fake = FakeEks.builder().signatureChecks(false).build();

    FaultsTest() {
        fake.createCluster("prod");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @ParameterizedTest
    @EnumSource
    void twoTimesUnavailable_isOneCallOfAClientThatRetries(Way way) {
        fake.faults()
                .on("CreateAccessEntry")
                .fail("ServiceUnavailableException", 503)
                .times(2);

        assertThat(way.create(fake).principalArn()).isEqualTo(ROLE);
    }

    @ParameterizedTest
    @EnumSource
    void error_moreOftenThanTheClientTries_isTheSdksException(Way way) {
        fake.faults().on("CreateAccessEntry").fail("ThrottlingException", 429).times(3);

        assertThatThrownBy(() -> way.create(fake)).isInstanceOfSatisfying(ThrottlingException.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(429);
            assertThat(refusal.requestId()).hasSize(36);
            assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Scripted fault of CreateAccessEntry");
        });
        assertThat(entries()).as("entries after calls that failed").isZero();
        assertThat(way.create(fake).principalArn()).isEqualTo(ROLE);
    }

    @ParameterizedTest
    @EnumSource
    void connectionCut_isAnIoExceptionToTheHttpClient(Way way) {
        fake.faults().on("CreateAccessEntry").cutConnection().times(3);

        assertThatThrownBy(() -> way.create(fake))
                .isInstanceOf(SdkClientException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(entries()).as("entries after connections that broke").isZero();
    }

    @ParameterizedTest
    @EnumSource
    void connectionCut_afterTheEntryWasMade_andRepeated_givesTheEntry(Way way) {
        fake.faults().on("CreateAccessEntry").cutConnection().afterChange().times(1);

        AccessEntry created = way.create(fake);

        FakeEksAssertions.assertThat(fake).received("CreateAccessEntry").times(2);
        assertThat(created)
                .isEqualTo(fake.eksClient()
                        .describeAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))
                        .accessEntry());
    }

    @ParameterizedTest
    @EnumSource
    void error_afterTheEntryWasMade_hidesThatItIsThere(Way way) {
        fake.faults()
                .on("CreateAccessEntry")
                .fail("InvalidRequestException", 400)
                .afterChange()
                .times(1);

        assertThatThrownBy(() -> way.create(fake)).isInstanceOf(EksException.class);

        assertThat(entries()).isOne();
    }

    private int entries() {
        return fake.eksClient()
                .listAccessEntries(r -> r.clusterName("prod"))
                .accessEntries()
                .size();
    }

    @Test
    void error_ofSts_comesInTheFormOfSts() {
        fake.faults().on("GetCallerIdentity").fail("ValidationError", 400).times(1);

        assertThatThrownBy(() -> fake.stsClient().getCallerIdentity())
                .isInstanceOfSatisfying(StsException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                    assertThat(refusal.statusCode()).isEqualTo(400);
                });
        assertThat(fake.stsClient().getCallerIdentity().account()).isEqualTo("111122223333");
    }

    @Test
    void fault_ofOneOperation_sparesTheOthers() {
        fake.faults().on("CreateAccessEntry").fail("ServerException", 500).always();

        assertThatCode(() -> fake.eksClient().listClusters()).doesNotThrowAnyException();
        assertThatThrownBy(() -> Way.IN_MEMORY.create(fake)).isInstanceOf(EksException.class);
    }

    @Test
    void fault_ofAnyOperation_hitsBothServices_untilCleared() {
        fake.faults().on("*").fail("ServiceUnavailableException", 503).always();

        assertThatThrownBy(() -> fake.eksClient().listClusters()).isInstanceOf(ServiceUnavailableException.class);
        assertThatThrownBy(() -> fake.stsClient().getCallerIdentity()).isInstanceOf(StsException.class);

        fake.faults().clear();
        assertThat(fake.eksClient().listClusters().clusters()).containsExactly("prod");
    }

    @Test
    void faults_happenInTheOrderOfTheScript_oneToACall() {
        EksClient once = fake.eksClient();
        fake.faults().on("*").fail("ClientException", 400).times(1);
        fake.faults().on("ListClusters").fail("NotFoundException", 400).times(1);
        fake.faults().on("*").fail("InvalidStateException", 400).times(1);

        assertThat(outcome(once)).isEqualTo("ClientException");
        assertThat(outcome(once)).isEqualTo("NotFoundException");
        assertThat(outcome(once)).isEqualTo("InvalidStateException");
        assertThat(outcome(once)).isEqualTo("ok");
    }

    @Test
    void fault_forNCalls_hitsExactlyNOf64Threads() throws Exception {
        EksClient once = fake.eksClient();
        fake.faults().on("ListClusters").fail("ClientException", 400).times(300);
        fake.faults().on("*").fail("NotFoundException", 400).times(200);
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();

        Concurrently.run(64, thread -> {
            for (int i = 0; i < 10; i++) {
                String outcome = outcome(once);
                first.addAndGet(outcome.equals("ClientException") ? 1 : 0);
                second.addAndGet(outcome.equals("NotFoundException") ? 1 : 0);
            }
            return null;
        });

        assertThat(first).hasValue(300);
        assertThat(second).hasValue(200);
    }

    private static String outcome(EksClient client) {
        try {
            client.listClusters();
            return "ok";
        } catch (EksException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    @Test
    void delay_byAFakeClock_passesOnThatClock() {
        FakeClock clock = FakeClock.at(Instant.parse("2026-01-02T03:04:05Z"));
        try (FakeEks timed = FakeEks.builder().clock(clock).build()) {
            timed.faults().on("*").delay(Duration.ofMinutes(10)).times(1);

            timed.eksClient().listClusters();
            timed.eksClient().listClusters();

            assertThat(clock.instant()).isEqualTo("2026-01-02T03:14:05Z");
        }
    }

    @Test
    void delay_withAnError_isBoth() {
        FakeClock clock = FakeClock.at(Instant.parse("2026-01-02T03:04:05Z"));
        try (FakeEks timed = FakeEks.builder().clock(clock).build()) {
            timed.faults()
                    .on("*")
                    .delay(Duration.ofSeconds(1))
                    .fail("ServiceUnavailableException", 503)
                    .times(2);

            timed.eksClient().listClusters();

            assertThat(clock.instant()).isEqualTo("2026-01-02T03:04:07Z");
        }
    }

    @Test
    void delay_byTheSystemsClock_keepsTheCallerWaiting() {
        fake.faults().on("*").delay(Duration.ofMillis(30)).times(1);
        long start = System.nanoTime();

        fake.eksClient().listClusters();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void delay_whoseThreadIsInterrupted_endsAtOnce() {
        fake.faults().on("*").delay(Duration.ofMinutes(59)).always();
        EksClient client = fake.eksClient();
        Thread.currentThread().interrupt();

        assertThatThrownBy(client::listClusters).isInstanceOf(AbortedException.class);

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    }

    @Test
    void login_isSpared() {
        FakeCluster prod = fake.cluster("prod");
        FakePrincipal dev = fake.iam().role("dev");
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        fake.faults().on("*").fail("ServerException", 500).always();

        assertThat(prod.login(dev).user().groups()).contains("devs");
        assertThatThrownBy(() -> prod.accessEntries().find(dev.arn())).hasMessageContaining("Scripted fault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CreateAcessEntry", "createAccessEntry", "eks:CreateAccessEntry", "Create*"})
    void unknownOperation_isRefusedWithThoseThatThereAre(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.faults().on(name))
                .withMessageContainingAll(
                        "\"" + name + "\"", "AssociateAccessPolicy, ", "GetCallerIdentity", "AssumeRole");
    }

    @ParameterizedTest
    @CsvSource({
        "Throttling Exception,429",
        "'',429",
        "<b>,429",
        "ThrottlingException,200",
        "ThrottlingException,399",
        "ThrottlingException,600"
    })
    void errorThatCanBeNone_isRefused(String code, int status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.faults().on("*").fail(code, status))
                .withMessageContaining(status == 429 ? code : Integer.toString(status));
    }

    @Test
    void senselessFault_isRefused_andNothingHappens() {
        Faults.Rule rule = fake.faults().on("*");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule.cutConnection().times(0));
        assertThatIllegalArgumentException().isThrownBy(() -> rule.delay(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> rule.delay(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> rule.delay(Duration.ofHours(2)));
        assertThatThrownBy(rule::always).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(rule::afterChange).isInstanceOf(IllegalStateException.class);

        assertThatCode(() -> fake.eksClient().listClusters()).doesNotThrowAnyException();
    }

    @Test
    void fault_happensOnce_unlessMoreIsSaid() {
        fake.faults().on("ListClusters").fail("InvalidRequestException", 400);

        assertThat(outcome(fake.eksClient())).isEqualTo("InvalidRequestException");
        assertThat(outcome(fake.eksClient())).isEqualTo("ok");
    }

    @Test
    void ruleThatIsChanged_isOneFault() {
        Faults.Rule rule = fake.faults().on("ListClusters").fail("ClientException", 400);
        Faults.Rule changed = rule.fail("InvalidRequestException", 400);
        changed.times(2);

        assertThat(outcome(fake.eksClient())).isEqualTo("InvalidRequestException");
        changed.times(3);
        assertThat(outcome(fake.eksClient())).isEqualTo("InvalidRequestException");
        assertThat(outcome(fake.eksClient())).as("the third of three").isEqualTo("InvalidRequestException");
        assertThat(outcome(fake.eksClient())).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "CreateAccessEntry,ThrotlingException,did you mean ThrottlingException?",
        "CreateAccessEntry,ValidationError,which has AccessDeniedException",
        "GetCallerIdentity,ValidationErrors,did you mean ValidationError?",
        "*,NoSuchBucket,'EKS, STS and IAM'",
    })
    void errorCode_thatTheServiceHasNot_isRefused(String operation, String code, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.faults().on(operation).fail(code, 400))
                .withMessageContaining(code)
                .withMessageContaining(message);
        assertThatCode(() -> fake.eksClient().listClusters()).doesNotThrowAnyException();
    }

    @Test
    void actionBeforeACall_isARace() {
        FakeCluster prod = fake.cluster("prod");
        FakePrincipal dev = fake.iam().role("dev");
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        fake.faults().before("UpdateAccessEntry", () -> prod.accessEntries().revoke(dev.arn()));

        assertThatThrownBy(() -> fake.eksClient()
                        .updateAccessEntry(r -> r.clusterName("prod")
                                .principalArn(dev.arn().toString())
                                .kubernetesGroups("ops")))
                .isInstanceOf(ResourceNotFoundException.class);
        prod.accessEntries().grant(dev.arn()).groups("devs").apply();
        assertThat(fake.eksClient()
                        .updateAccessEntry(r -> r.clusterName("prod")
                                .principalArn(dev.arn().toString())
                                .kubernetesGroups("ops"))
                        .accessEntry()
                        .kubernetesGroups())
                .as("once")
                .containsExactly("ops");
    }

    @Test
    void actionBeforeACall_comesBeforeItsFault_andMeetsNeitherItself() {
        EksClient once = fake.eksClient();
        AtomicInteger inner = new AtomicInteger();
        fake.faults().on("ListClusters").fail("ClientException", 400);
        fake.faults().before("*", () -> inner.addAndGet(outcome(once).equals("ClientException") ? 1 : 100));

        assertThat(outcome(once)).isEqualTo("ok");

        assertThat(inner).as("the inner call came first, so the fault was its").hasValue(1);
        assertThatIllegalArgumentException().isThrownBy(() -> fake.faults().before("Create*", () -> {}));
    }

    @Test
    void actionsBeforeCalls_areClearedWithTheFaults() {
        fake.faults().before("*", () -> {
            throw new IllegalStateException("it was cleared");
        });

        fake.faults().clear();

        assertThatCode(() -> fake.eksClient().listClusters()).doesNotThrowAnyException();
    }
}
