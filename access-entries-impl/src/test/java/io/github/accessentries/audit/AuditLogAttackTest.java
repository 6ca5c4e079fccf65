package io.github.accessentries.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that somebody has made to use up memory, to hide what was done, or to be more than text when they are shown. */
class AuditLogAttackTest {

    private static final AccessRequest LIST = AccessRequest.of("list", "pods").inNamespace("a");

    private static PolicyProposer everybody() {
        return PolicyProposer.builder().everybody(true).build();
    }

    /** A text that is made while it is read. */
    @SuppressWarnings("JdkObsolete") // It is what SequenceInputStream takes.
    private static InputStream endless(int times, IntFunction<String> part) {
        Iterator<InputStream> parts = IntStream.range(0, times)
                .<InputStream>mapToObj(
                        i -> new ByteArrayInputStream(part.apply(i).getBytes(UTF_8)))
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        });
    }

    private static long[] counts(PolicyProposal proposal, LeftOutReason... reasons) {
        return Stream.of(reasons)
                .mapToLong(reason -> proposal.leftOut().stream()
                        .filter(each -> each.reason() == reason)
                        .mapToLong(LeftOut::count)
                        .sum())
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\n\"items\": [\n"})
    void aLineFarTooLong_isPassedOver(String before) {
        String event = LoggedRequest.of("1", LIST).toString();
        InputStream line = endless(200, i -> "x".repeat(1 << 20));
        InputStream log = new SequenceInputStream(
                new ByteArrayInputStream((before + event + (before.isEmpty() ? "\n" : ",\n\"")).getBytes(UTF_8)), line);

        PolicyProposal proposal = everybody()
                .read(new SequenceInputStream(log, new ByteArrayInputStream(("\n" + event).getBytes(UTF_8))));

        assertThat(proposal.requests()).isEqualTo(1);
        assertThat(counts(proposal, LeftOutReason.UNREADABLE, LeftOutReason.REPEATED))
                .as("behind a fault in a document nothing more is found")
                .containsExactly(1, before.isEmpty() ? 1 : 0);
    }

    @Test
    @Tag("slow")
    void aMillionLines_areKeptAsFewTallies() {
        manyLines(1_000_000);
    }

    @Test
    void manyLines_areKeptAsFewTallies() {
        manyLines(20_000);
    }

    private static void manyLines(int number) {
        String event = LoggedRequest.of("@ID@", LIST.named("@NAME@")) + "\n";

        PolicyProposal proposal = everybody()
                .read(endless(number, i -> event.replace("@ID@", "id-" + i).replace("@NAME@", "pod-" + i)));

        assertThat(proposal.parts())
                .singleElement()
                .extracting(ProposedPart::rules)
                .satisfies(rules -> {
                    assertThat(rules).singleElement().satisfies(rule -> {
                        assertThat(rule.rule().resourceNames()).isEmpty();
                        assertThat(rule.evidence().count()).isEqualTo(number);
                    });
                });
    }

    @Test
    void moreDifferentRequestsThanThereIsRoomFor_areToldAsAGap() {
        KubernetesUser user = KubernetesUser.builder().username("u").build();
        List<AuditedRequest> requests = IntStream.range(0, 50_010)
                .mapToObj(i -> AuditedRequest.builder()
                        .time(Instant.EPOCH)
                        .user(user)
                        .request(AccessRequest.of("list", "kind-" + i))
                        .decision("allow")
                        .build())
                .toList();

        PolicyProposal proposal = everybody().propose(requests);

        assertThat(counts(proposal, LeftOutReason.TOO_MANY)).containsExactly(10);
        assertThat(proposal.isComplete()).isFalse();
        assertThat(proposal.requests()).isEqualTo(50_000);
        assertThat(proposal.parts().get(0).rules()).hasSize(1);
    }

    @Test
    void aManyTimesWrongLog_tellsTheFirstOfEachKind_andCountsAll() {
        PolicyProposal proposal = everybody().read(endless(100_000, i -> "broken " + i + "\n"));

        assertThat(counts(proposal, LeftOutReason.UNREADABLE)).containsExactly(100_000);
        assertThat(proposal.leftOut().get(0).first()).hasSize(20);
    }

    @Test
    void textsThatLookLikeMarkup_stayText() {
        String hostile = "x\u001B[31m\n| a | <b>\u202E`$(id)`";
        var event = LoggedRequest.of(
                hostile, AccessRequest.of("get", "pods").inNamespace("a").named("<i>|x"));
        event.addProperty("requestURI", "/api/v1\n# \u0085- x: <b>|\u2028");

        PolicyProposal proposal =
                everybody().read(new ByteArrayInputStream(event.toString().getBytes(UTF_8)));

        for (String shown : List.of(
                proposal.toString(),
                proposal.markdown(),
                proposal.yaml("x"),
                proposal.clusterRoles("x"),
                proposal.parts().toString(),
                proposal.leftOut().toString())) {
            assertThat(shown).doesNotContain("\u001B", "\u202E", "\u0085", "\u2028");
        }
        assertThat(proposal.markdown())
                .doesNotContain("<b>")
                .doesNotContain("<i>|")
                .doesNotContain("\n# \\u0085");
        assertThat(proposal.yaml("x").lines().filter(line -> line.strip().startsWith("# ")))
                .hasSize(2);
    }

    @Test
    void anyBytes_endInAProposal() {
        Random random = new Random(14);
        String event = LoggedRequest.of("1", LIST).toString();
        for (int round = 0; round < 300; round++) {
            byte[] bytes = (event + "\n{\n\"items\": [" + event + "]}\n" + event).getBytes(UTF_8);
            for (int i = 0; i < 1 + round % 5; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            PolicyProposal proposal = everybody().read(new ByteArrayInputStream(bytes));
            assertThat(proposal.parts().stream().flatMap(part -> part.rules().stream()))
                    .as("round %s", round)
                    .allSatisfy(rule -> assertThat(rule.toString()).doesNotContain("*"));
        }
    }
}
