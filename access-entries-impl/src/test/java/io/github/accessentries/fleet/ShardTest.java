package io.github.accessentries.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which clusters are in which shard, and that it stays so. */
class ShardTest {

    private static final List<String> TEAMS =
            List.of("payments", "search", "ml", "web", "data", "iot", "billing", "core");
    private static final List<String> STAGES = List.of("dev", "stage", "prod");
    private static final List<String> REGIONS = List.of("eu-central-1", "us-west-2", "ap-south-1", "us-east-1");

    static LongStream seeds() {
        return Seeds.of(50);
    }

    /** As companies call their clusters: much alike, numbered. */
    private static List<String> names(int number) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            names.add(REGIONS.get(i % 4) + "/" + TEAMS.get(i / 4 % 8) + "-" + STAGES.get(i / 32 % 3) + "-"
                    + (i / 96 + 1));
        }
        assertThat(names).doesNotHaveDuplicates();
        return names;
    }

    private static int home(String name, int count) {
        List<Integer> homes = IntStream.range(0, count)
                .filter(index -> Shard.of(index, count).contains(name))
                .boxed()
                .toList();
        assertThat(homes).as("shards of %s", name).hasSize(1);
        return homes.get(0);
    }

    @Test
    void everyCluster_isInExactlyOneShard_andShardsAreEven() {
        List<String> names = names(2000);
        for (int count : List.of(1, 2, 3, 7, 20, 64)) {
            Map<Integer, Integer> sizes = new HashMap<>();
            names.forEach(name -> sizes.merge(home(name, count), 1, Integer::sum));
            double mean = 2000.0 / count;
            assertThat(sizes).as("shards of %s", count).hasSize(count);
            // Three standard deviations of chance, which is what the documentation promises: 100, give or take 30.
            assertThat(sizes.values())
                    .allSatisfy(size -> assertThat((double) size)
                            .isBetween(mean - 3 * Math.sqrt(mean), mean + 3 * Math.sqrt(mean)));
        }
    }

    @Test
    void oneShardMore_movesOneClusterInSoMany_andOnlyIntoTheNewShard() {
        List<String> names = names(2000);
        for (int count = 1; count < 40; count++) {
            int more = count + 1;
            int before = count;
            List<String> moved = names.stream()
                    .filter(name -> Shard.home(name, before) != Shard.home(name, more))
                    .toList();
            double mean = 2000.0 / more;
            assertThat((double) moved.size())
                    .as("to %s", more)
                    .isBetween(mean - 4 * Math.sqrt(mean), mean + 4 * Math.sqrt(mean));
            assertThat(moved).allMatch(name -> Shard.home(name, more) == before);
        }
    }

    /** The same, told as the literature tells it: a key jumps to each new bucket with the chance of one in as many as there are. */
    @ParameterizedTest
    @MethodSource("seeds")
    void homes_followFromTheHomesOfFewerShards(long seed) {
        Random random = new Random(seed);
        String name = "cluster-" + random.nextInt(1_000_000);
        int home = 0;
        for (int count = 2; count <= 500; count++) {
            int next = Shard.home(name, count);
            assertThat(next).isIn(home, count - 1);
            home = next;
        }
        assertThat(Shard.home(name, 100_000)).isBetween(0, 99_999);
    }

    /** The numbers are those of an implementation in another language. */
    @ParameterizedTest
    @CsvSource({
        "prod,20,4",
        "eu/prod,20,15",
        "eu/prod,3,0",
        "us/prod,20,19",
        "'',20,5",
        "Größe,7,5",
        "prod,100000,10941"
    })
    void homes_stayWhatTheyAre_inLaterVersions(String name, int count, int index) {
        assertThat(Shard.home(name, count)).isEqualTo(index);
        assertThat(Shard.of(index, count).contains(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                20 | 20     | index 20 is out of range: of 20 shards, the first is 0 and the last 19;
                -1 | 20     | index -1 is out of range: of 20 shards
                1  | 1      | index 1 is out of range: of 1 shard, the only index is 0;
                0  | 0      | count 0 of shards is out of range; use 1 to 100000
                0  | -3     | count -3 of shards is out of range
                0  | 100001 | count 100001 of shards is out of range
                """)
    void shardOutOfRange_isRefused_withTheValueAndTheRemedy(int index, int count, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shard.of(index, count))
                .withMessageContaining(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fleet.builder().build().shard(index, count))
                .withMessageContaining(message);
    }

    @Test
    void shards_areValues_inOrder() {
        assertThat(Shard.of(3, 20)).isEqualTo(Shard.of(3, 20)).hasToString("shard 3 of 0 to 19");
        assertThat(List.of(Shard.of(2, 3), Shard.of(0, 3), Shard.of(1, 2)).stream()
                        .sorted())
                .containsExactly(Shard.of(1, 2), Shard.of(0, 3), Shard.of(2, 3));
        assertThat(Shard.whole()).isEqualTo(Shard.of(0, 1));
    }

    @Test
    void shardOfAShard_isRefused() {
        Fleet shard = Fleet.builder().build().shard(3, 20);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> shard.shard(0, 2))
                .withMessageContainingAll("shard 3 of 0 to 19 already", "split the whole fleet");
        assertThat(shard.shard()).isEqualTo(Shard.of(3, 20));
    }
}
