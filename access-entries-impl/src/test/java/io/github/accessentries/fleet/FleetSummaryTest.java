package io.github.accessentries.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.Seeds;
import io.github.accessentries.fleet.ClusterSummary.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept of shards, written, read and put together. */
class FleetSummaryTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    static LongStream seeds() {
        return Seeds.of(100);
    }

    @SuppressWarnings("EnumOrdinal") // Any of them.
    private static ClusterSummary random(String name, Random random) {
        ClusterSummary.Builder cluster = ClusterSummary.builder()
                .cluster(name)
                .state(State.values()[random.nextInt(4)])
                .changes(random.nextInt(3))
                .open(random.nextInt(2))
                .unlisted(random.nextInt(2));
        if (random.nextBoolean()) {
            cluster.addFindings("no-administrator", "type-change:" + name).planDigest(DIGEST);
        }
        if (random.nextInt(4) == 0) {
            cluster.trouble("it's \"gone\" \u202e\\ " + name);
        }
        return cluster.build();
    }

    private static FleetSummary summary(Shard shard, Map<String, ClusterSummary> clusters) {
        return FleetSummary.builder()
                .operation(FleetOperation.PLAN)
                .addShard(shard)
                .clusters(clusters.values().stream()
                        .filter(each -> shard.contains(each.cluster()))
                        .toList())
                .build();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shardsInAnyOrderAndAnyGroups_writtenAndRead_areTheWholeFleet(long seed) {
        Random random = new Random(seed);
        Map<String, ClusterSummary> clusters = new TreeMap<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            String name = "eu \"" + (char) ('a' + random.nextInt(26)) + "\"/c\u00e9-" + random.nextInt(1000);
            clusters.put(name, random(name, random));
        }
        int count = 1 + random.nextInt(8);
        List<FleetSummary> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(summary(Shard.of(i, count), clusters));
        }
        Collections.shuffle(parts, random);
        while (parts.size() > 1) {
            // Part of them, put together first, by way of JSON.
            int some = 1 + random.nextInt(parts.size());
            List<FleetSummary> group = parts.subList(0, some);
            FleetSummary merged = FleetSummary.merge(group);
            assertThat(merged.missing()).hasSize(count - merged.shards().size());
            group.clear();
            parts.add(FleetSummary.fromJson(merged.toJson()));
            Collections.shuffle(parts, random);
        }

        FleetSummary all = parts.get(0);
        assertThat(all.clusters()).containsExactlyElementsOf(clusters.values());
        assertThat(all.shards())
                .containsExactlyElementsOf(IntStream.range(0, count)
                        .mapToObj(i -> Shard.of(i, count))
                        .toList());
        assertThat(all.missing()).isEmpty();
        assertThat(all.isComplete())
                .isEqualTo(clusters.values().stream()
                        .allMatch(each -> (each.state() == State.UNCHANGED || each.state() == State.CHANGED)
                                && each.open() == 0
                                && each.trouble().isEmpty()));
        assertThat(FleetSummary.fromJson(all.toJson())).isEqualTo(all);
        assertThat(all.toJson()).doesNotContain("\u202e", "\n");
        clusters.values().forEach(each -> assertThat(all.find(each.cluster())).contains(each));
        assertThat(all.find("nobody")).isEmpty();
        assertThat(Stream.of(State.values()).mapToInt(all::count).sum()).isEqualTo(clusters.size());
    }

    private static FleetSummary shard(int index, int count, String... clusters) {
        return FleetSummary.builder()
                .operation(FleetOperation.DRIFT)
                .addShard(Shard.of(index, count))
                .clusters(Stream.of(clusters)
                        .map(name -> ClusterSummary.builder()
                                .cluster(name)
                                .state(State.UNCHANGED)
                                .build())
                        .toList())
                .build();
    }

    @Test
    void missingShards_areTold_andMakeItIncomplete() {
        FleetSummary some = FleetSummary.merge(List.of(shard(0, 8), shard(5, 8), shard(2, 8)));

        assertThat(some.missing())
                .containsExactly(Shard.of(1, 8), Shard.of(3, 8), Shard.of(4, 8), Shard.of(6, 8), Shard.of(7, 8));
        assertThat(some)
                .hasToString("Shards 0, 2, 5 of 0 to 7: 0 clusters: 0 unchanged, 0 with changes, 0 failed\n"
                        + "  missing: shards 1, 3, 4, 6, 7");
        assertThat(some.shardOrThrow()).isSameAs(some);
        assertThatExceptionOfType(IncompleteFleetException.class)
                .isThrownBy(some::orThrow)
                .withMessageContaining("missing: shards 1, 3, 4, 6, 7")
                .satisfies(e -> assertThat(e.summary()).contains(some));
        assertThat(shard(3, 10_000)).asString().endsWith("missing: shards 0 to 2, 4 to 9999");
    }

    @Test
    void whatDoesNotBelongTogether_isRefused_allAtOnce() {
        FleetSummary planned = FleetSummary.builder()
                .from(shard(1, 2))
                .operation(FleetOperation.PLAN)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetSummary.merge(
                        List.of(planned, shard(0, 2, "prod"), shard(0, 3, "prod"), shard(0, 3, "prod"))))
                .withMessageContainingAll(
                        "different operations, [PLAN, DRIFT]",
                        "split in different ways, into [2, 3] shards; run all shards with the same count",
                        "shard 0 of 0 to 2 is there more than once; keep the summary of the run that counts",
                        "cluster \"prod\" is in shard 0 of 0 to 1 and in shard 0 of 0 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetSummary.merge(List.of()))
                .withMessageContaining("at least one");
    }

    @Test
    void clusterOfAnotherShard_orTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shard(1, 2, "prod"))
                .withMessageContaining("cluster \"prod\" belongs to shard 0 of 0 to 1, whose summary this is not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shard(0, 1, "b", "a", "b"))
                .withMessageContaining("cluster \"b\" is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FleetSummary.builder().operation(FleetOperation.PLAN).build())
                .withMessageContaining("no shard is named");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ``                                 | This is no summary of a fleet
                {"version":1                       | This is no summary of a fleet
                {"version":1,"version":1}          | This is no summary of a fleet
                []                                 | the text is not a JSON object
                {}                                 | lacks version
                {"version":2,"news":[]}            | version 2, and this library reads version 1; use the same version of the library
                {"version":"1"}                    | version is not a whole number
                {"version":1.0}                    | version is not a whole number
                {"version":1,"extra":1}            | has "extra", which version 1 does not know
                {"version":1}                      | lacks shardCount
                {"version":1,"shardCount":2}       | lacks operation
                {"version":1,"shardCount":2,"operation":"destroy","shards":[0],"clusters":[]} | operation is "destroy"; it can be one of [plan, apply, drift]
                {"version":1,"shardCount":2,"operation":"plan","shards":[2],"clusters":[]} | shards[0]: index 2 is out of range: of 2 shards, the first is 0 and the last 1
                {"version":1,"shardCount":0,"operation":"plan","shards":[0],"clusters":[]} | shards[0]: count 0 of shards is out of range
                {"version":1,"shardCount":2,"operation":"plan","shards":[],"clusters":[]} | no shard is named
                {"version":1,"shardCount":2,"operation":"plan","shards":[0,0],"clusters":[]} | shard 0 of 0 to 1 is there more than once
                {"version":1,"shardCount":2,"operation":"plan","shards":0,"clusters":[]} | shards is not a list
                {"version":1,"shardCount":2,"operation":"plan","shards":[-1],"clusters":[]} | shards[0] is not a whole number
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[7]} | clusters[0] is not a JSON object
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":"a","state":"unchanged"},{"cluster":"b"}]} | lacks clusters[1].state
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":null,"state":"unchanged"}]} | clusters[0].cluster is not a text
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":"a","state":"fine"}]} | clusters[0].state is "fine"; it can be one of [unchanged, changed, failed, not-begun]
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":"a","state":"changed","changes":-1}]} | clusters[0].changes is not a whole number
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":"a","state":"changed","findings":[1]}]} | clusters[0].findings[0] is not a text
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":"a","state":"changed","planDigest":"ff"}]} | clusters[0].planDigest is not a text of 64 hexadecimal digits
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":"a","state":"changed","color":"red"}]} | has "clusters[0].color"
                {"version":1,"shardCount":1,"operation":"plan","shards":[0],"clusters":[{"cluster":"a","state":"changed"},{"cluster":"a","state":"changed"}]} | cluster "a" is there twice
                {"version":1,"shardCount":2,"operation":"plan","shards":[1],"clusters":[{"cluster":"prod","state":"changed"}]} | cluster "prod" belongs to shard 0 of 0 to 1
                """)
    void textThatNoShardHasWritten_isRefused_withItsPlace(String json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FleetSummary.fromJson(json))
                .withMessageContaining(message);
    }

    @Test
    void trouble_isOneLineOfLimitedLength() {
        ClusterSummary summary =
                ClusterSummary.failed("prod", new IllegalStateException("a\n  b\u001b[31m" + "x".repeat(5000)));

        assertThat(summary.trouble().orElseThrow())
                .startsWith("a b\\u001b[31mx")
                .endsWith("x… (3013 characters more)")
                .hasSizeLessThan(2100);
        assertThat(ClusterSummary.failed("prod", new IllegalStateException()).trouble())
                .contains("java.lang.IllegalStateException");
    }
}
