package io.github.accessentries.benchmarks;

import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksServer;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.eks.EksService;
import io.github.accessentries.testkit.internal.service.eks.EntryOperations;
import io.github.accessentries.testkit.internal.service.entry.CreateEntry;
import io.github.accessentries.testkit.internal.service.entry.EksBehaviour;
import io.github.accessentries.testkit.internal.service.entry.StoredEntry;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.service.kind.AccessMode;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.DescribeAccessEntryResponse;

/**
 * One call of the SDK's real client to the fake, in memory and over loopback HTTP, beside what the SDK costs by itself; the
 * service without SDK and wire; and a fake from nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FakeBenchmark {

    private static final AwsCredentialsProvider SEEDED =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    private static final String ROLE = "arn:aws:iam::111122223333:role/team/dev";

    private static final String ANSWER = """
            {"accessEntry":{"clusterName":"prod","principalArn":"arn:aws:iam::111122223333:role/team/dev",
            "kubernetesGroups":[],"accessEntryArn":
            "arn:aws:eks:us-west-2:111122223333:access-entry/prod/role/111122223333/dev/a8cedb81-881e-50a5-a519-d0a00802d71c",
            "createdAt":1744688748.097,"modifiedAt":1744688748.097,"tags":{},
            "username":"arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}","type":"STANDARD"}}
            """;

    private final FakeEks fake = FakeEks.create();
    private final EksClient inMemory = EksClient.builder()
            .httpClient(fake.sdkHttpClient())
            .region(Region.US_WEST_2)
            .credentialsProvider(SEEDED)
            .build();
    private final FakeEks unchecked = FakeEks.builder().signatureChecks(false).build();
    private final EksClient inMemoryUnchecked = EksClient.builder()
            .httpClient(unchecked.sdkHttpClient())
            .region(Region.US_WEST_2)
            .credentialsProvider(SEEDED)
            .build();
    private final EntryOperations service = service();
    private final EksClient onCannedBytes = EksClient.builder()
            .httpClient(new CannedHttpClient(ANSWER))
            .region(Region.US_WEST_2)
            .credentialsProvider(SEEDED)
            .build();
    private final FakeEksServer server = fake.serve();
    private final EksClient overHttp = EksClient.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_WEST_2)
            .credentialsProvider(SEEDED)
            .build();

    /** Makes the entries that are asked for. */
    public FakeBenchmark() {
        fake.createCluster("prod");
        inMemory.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
        unchecked.createCluster("prod");
        inMemoryUnchecked.createAccessEntry(r -> r.clusterName("prod").principalArn(ROLE));
    }

    private static EntryOperations service() {
        Cloud cloud = new Cloud(List::of, EksBehaviour.DEFAULT, Clock.systemUTC(), new SplittableRandom(), false);
        EksService eks = cloud.eks(new RegionOfAccount("aws", "111122223333", "us-west-2"));
        IamArn creator = IamArn.parse("arn:aws:iam::111122223333:user/test").orElseThrow();
        eks.clusters().create("prod", AccessMode.API, cloud.iam().register(creator));
        eks.entries().create(new CreateEntry("prod", ROLE, null, null, null, null, null));
        return eks.entries();
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
     * The same where signatures are not checked.
     *
     * @return the entry
     */
    @Benchmark
    public DescribeAccessEntryResponse describeInMemoryUnchecked() {
        return describe(inMemoryUnchecked);
    }

    /**
     * Describes an entry in the service, without SDK, signature and JSON.
     *
     * @return the entry
     */
    @Benchmark
    public StoredEntry describeInService() {
        return service.describe("prod", ROLE);
    }

    /**
     * Describes an entry with the same client on a transport that knows but one answer: what the SDK itself costs.
     *
     * @return the entry
     */
    @Benchmark
    public DescribeAccessEntryResponse describeOnCannedBytes() {
        return describe(onCannedBytes);
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
        inMemory.close();
        inMemoryUnchecked.close();
        onCannedBytes.close();
        fake.close();
        unchecked.close();
    }
}
