package io.github.accessentries.benchmarks;

import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksServer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;
import software.amazon.awssdk.services.eks.model.ListAccessEntriesResponse;

/**
 * Calls to a fake whose cluster has n entries: what one call costs must not depend on n, and what goes through all
 * entries must cost n times as much as for one. In memory and, where it says so, over loopback HTTP.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FakeGrowthBenchmark {

    private static final String CLUSTER = "prod";

    /** How many entries the cluster has. */
    @Param({"100", "1000", "2999"})
    public int entries;

    private final FakeEks fake = FakeEks.create();
    private final EksClient inMemory = fake.eksClient();
    private final FakeEksServer server = fake.serve();
    private final EksClient overHttp = EksClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_WEST_2)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    private static String role(int number) {
        return "arn:aws:iam::111122223333:role/team-" + number % 10 + "/role-" + number;
    }

    private static void create(EksClient client, int number) {
        client.createAccessEntry(r -> r.clusterName(CLUSTER).principalArn(role(number)));
    }

    private static void delete(EksClient client, int number) {
        client.deleteAccessEntry(r -> r.clusterName(CLUSTER).principalArn(role(number)));
    }

    /** Makes the entries. */
    @Setup
    public void setup() {
        fake.createCluster(CLUSTER);
        for (int i = 0; i < entries; i++) {
            create(inMemory, i);
        }
    }

    /**
     * Describes an entry in memory.
     *
     * @return the entry
     */
    @Benchmark
    public DescribeAccessEntryResponse describe() {
        return inMemory.describeAccessEntry(r -> r.clusterName(CLUSTER).principalArn(role(entries / 2)));
    }

    /** Creates an entry beside the others, and deletes it: two calls. */
    @Benchmark
    public void createAndDelete() {
        create(inMemory, entries);
        delete(inMemory, entries);
    }

    /** The same over HTTP. */
    @Benchmark
    public void createAndDeleteOverHttp() {
        create(overHttp, entries);
        delete(overHttp, entries);
    }

    /**
     * Lists the first hundred entries.
     *
     * @return the page
     */
    @Benchmark
    public ListAccessEntriesResponse listPage() {
        return inMemory.listAccessEntries(r -> r.clusterName(CLUSTER));
    }

    /**
     * The same over HTTP.
     *
     * @return the page
     */
    @Benchmark
    public ListAccessEntriesResponse listPageOverHttp() {
        return overHttp.listAccessEntries(r -> r.clusterName(CLUSTER));
    }

    /**
     * Lists all entries, a hundred at a time.
     *
     * @return how many there are
     */
    @Benchmark
    public long listAll() {
        return inMemory.listAccessEntriesPaginator(r -> r.clusterName(CLUSTER)).accessEntries().stream()
                .count();
    }

    /** Makes a fake whose cluster gets all these entries. */
    @Benchmark
    public void createAll() {
        try (FakeEks other = FakeEks.create()) {
            other.createCluster(CLUSTER);
            EksClient client = other.eksClient();
            for (int i = 0; i < entries; i++) {
                create(client, i);
            }
        }
    }

    /** Ends client and server. */
    @TearDown
    public void close() {
        overHttp.close();
        fake.close();
    }
}
