package io.github.accessentries.internal.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RateLimit;
import io.github.accessentries.RecordingLogger;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.internal.audit.AuditLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.DeleteAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesRequest;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.UpdateAccessEntryResponse;

/** What happens around each call, in its order. */
class EksChannelTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");

    /** Answers lists by pages that a test sets, and deletions by success or failure. */
    private static final class PagedClient implements EksClient {

        private final Deque<ListAccessEntriesResponse> pages = new ArrayDeque<>();
        private boolean failing;
        private boolean interrupted;

        private void answer() {
            if (interrupted) {
                Thread.currentThread().interrupt();
                throw SdkClientException.create("Unable to execute HTTP request: Socket closed");
            }
        }

        void page(String principal, @Nullable String next) {
            pages.add(ListAccessEntriesResponse.builder()
                    .accessEntries(principal)
                    .nextToken(next)
                    .build());
        }

        @Override
        public ListAccessEntriesResponse listAccessEntries(ListAccessEntriesRequest request) {
            answer();
            return pages.remove();
        }

        @Override
        public DeleteAccessEntryResponse deleteAccessEntry(DeleteAccessEntryRequest request) {
            answer();
            if (failing) {
                throw EksException.builder().message("no").statusCode(500).build();
            }
            return DeleteAccessEntryResponse.builder().build();
        }

        @Override
        public UpdateAccessEntryResponse updateAccessEntry(UpdateAccessEntryRequest request) {
            return UpdateAccessEntryResponse.builder()
                    .accessEntry(entry -> entry.clusterName(request.clusterName())
                            .principalArn(request.principalArn())
                            .username(request.username())
                            .kubernetesGroups(request.kubernetesGroups())
                            .type("STANDARD"))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private final PagedClient client = new PagedClient();

    @Test
    void eachPage_takesATurnOfItsOwn() {
        client.page(DEV.toString(), "more");
        client.page(PrincipalArn.user("111122223333", "ana").toString(), "still-more");
        client.page(PrincipalArn.user("111122223333", "bob").toString(), null);
        List<Duration> waited = new ArrayList<>();
        RateLimit onePerSecond = RateLimit.perSecond(1, Clock.systemUTC(), waited::add);

        assertThat(EksCalls.of(client, "prod", onePerSecond).principals()).hasSize(3);
        assertThat(waited).hasSize(2);
    }

    @Test
    void sameTokenTwice_endsTheListInsteadOfGoingRoundForEver() {
        client.page(DEV.toString(), "again");
        client.page(DEV.toString(), "again");

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> EksCalls.of(client, "prod", RateLimit.none()).principals())
                .withMessageContainingAll("list the access entries of cluster prod", "same nextToken twice");
    }

    @Test
    void audit_tellsOfSuccessOnly() {
        RecordingLogger audit = new RecordingLogger();
        EksCalls calls =
                new SdkEksCalls(EksChannel.of(client, RateLimit.none(), AuditLog.to(audit)), "prod", new EksTime());

        client.failing = true;
        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> calls.delete(DEV));
        assertThat(audit.lines()).isEmpty();
        client.failing = false;
        calls.delete(DEV);
        assertThat(audit.lines()).containsExactly("INFO deleted access entry principal=" + DEV + " cluster=prod");
    }

    @Test
    void aGroupThatForgesALineOfTheAuditLog_staysAValue() {
        RecordingLogger audit = new RecordingLogger();
        EksCalls calls =
                new SdkEksCalls(EksChannel.of(client, RateLimit.none(), AuditLog.to(audit)), "prod", new EksTime());

        calls.update(DEV, "dev", Set.of("a\nINFO deleted access entry", "b] type=STANDARD", "\u009b31m"));

        assertThat(audit.lines()).hasSize(1);
        assertThat(audit.lines().get(0))
                .doesNotContainPattern("\\p{Cntrl}|\u009b")
                .startsWith("INFO updated access entry principal=" + DEV + " cluster=prod username=dev groups=[")
                .contains("\"a\\u000aINFO deleted access entry\"", "\"b] type=STANDARD\"", "\\u009b31m");
    }

    /** As clients do that are interrupted while they wait for an answer: it looks like a network that is down. */
    @Test
    void interruptedCall_isNoFaultOfTheNetwork_andTellsWhatItMayHaveDone() {
        EksCalls calls = EksCalls.of(client, "prod", RateLimit.none());
        client.interrupted = true;
        try {
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(() -> calls.delete(DEV))
                    .withMessageEndingWith(
                            "the call was interrupted before EKS answered; it may have had its effect all"
                                    + " the same, so look before you repeat it");
            assertThatExceptionOfType(UnavailableException.class)
                    .isThrownBy(calls::principals)
                    .withMessageEndingWith("the call was interrupted before EKS answered; ask again");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void interruptedWhileWaitingForATurn_isAnExceptionOfTheFamily_andKeepsTheFlag() {
        RateLimit exhausted = RateLimit.perSecond(1, Clock.systemUTC(), duration -> {
            throw new InterruptedException();
        });
        EksCalls calls = EksCalls.of(client, "prod", exhausted);
        calls.delete(DEV);

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(() -> calls.delete(DEV));
        assertThat(Thread.interrupted()).isTrue();
    }
}
