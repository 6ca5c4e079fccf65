package io.github.accessentries.benchmarks;

import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksServer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;

/** One call of the SDK's real client to the fake, in memory and over loopback HTTP, and a fake from nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FakeBenchmark {

    private static final String ROLE = "arn:aws:iam::111122223333:role/team/dev";

    private final FakeEks fake = FakeEks.create();
    private final EksClient inMemory = fake.eksClient();
    private final FakeEksServer server = fake.serve();
    private final EksClient overHttp = EksClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_WEST_2)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();

    /** Makes the entry that is asked for. */
    public FakeBenchmark() {
        fake.createCluster("prod");
        inMemory.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
    }

    /**
     * Describes an entry in memory.
     *
     * @return the entry
     */
    @Benchmark
    public DescribeAccessEntryResponse describeInMemory() {
        return describe(inMemory);
    }

    /**
     * Describes an entry over HTTP.
     *
     * @return the entry
     */
    @Benchmark
    public DescribeAccessEntryResponse describeOverHttp() {
        return describe(overHttp);
    }

    /**
     * Makes a fake with a cluster and an entry, asks for it, and closes all.
     *
     * @return the entry
     */
    @Benchmark
    public DescribeAccessEntryResponse newFakeToFirstAnswer() {
        try (FakeEks eks = FakeEks.create()) {
            eks.createCluster("prod");
            EksClient client = eks.eksClient();
            client.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
            return describe(client);
        }
    }

    private static DescribeAccessEntryResponse describe(EksClient client) {
        return client.describeAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
    }

    /** Ends clients and server. */
    @TearDown
    public void close() {
        overHttp.close();
        fake.close();
    }
}
