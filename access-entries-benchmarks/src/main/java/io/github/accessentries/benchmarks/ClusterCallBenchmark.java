package io.github.accessentries.benchmarks;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksServer;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.token.EksTokens;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.regions.Region;

/**
 * Calls to the API of a cluster by somebody whom an access policy lets in, as clients of Kubernetes make them: with one
 * token for many calls, over loopback HTTPS on connections that are kept, and in memory.
 */
@SuppressWarnings("NullAway.Init") // JMH calls the method that sets up before all others.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ClusterCallBenchmark {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final int OBJECTS = 10;

    private final FakeEks fake = FakeEks.create();
    private final FakeCluster cluster = fake.createCluster("prod");
    private final FakePrincipal dev = fake.iam().role("dev");
    private FakeEksServer server;
    private Client overHttps;
    private Client inMemory;

    private record Client(OkHttpClient http, String configMaps) {

        static Client of(ApiClient client) {
            return new Client(client.getHttpClient(), client.getBasePath() + CONFIG_MAPS);
        }

        long get(String name) throws IOException {
            return send(new Request.Builder().url(configMaps + name).build());
        }

        long send(Request request) throws IOException {
            try (Response response = http.newCall(request).execute()) {
                byte[] body = response.body().bytes();
                if (!response.isSuccessful()) {
                    throw new IllegalStateException(response.toString());
                }
                return body.length;
            }
        }
    }

    /** Lets somebody in and makes some objects. */
    @Setup
    public void setup() throws IOException {
        cluster.accessEntries()
                .grant(dev.arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
        inMemory = Client.of(cluster.apiClient(dev));
        server = fake.serve();
        EksTokens tokens = EksTokens.builder()
                .credentialsProvider(dev.credentials())
                .region(Region.of(fake.region()))
                .build();
        overHttps = Client.of(EksApiClient.of(
                fake.eksClient().describeCluster(r -> r.name("prod")).cluster(), tokens.source("prod")));
        for (int i = 0; i < OBJECTS; i++) {
            String object = "{\"metadata\":{\"name\":\"settings-" + i + "\"},\"data\":{\"color\":\"blue\"}}";
            RequestBody body = RequestBody.create(object, okhttp3.MediaType.get("application/json"));
            inMemory.send(
                    new Request.Builder().url(inMemory.configMaps()).post(body).build());
        }
    }

    /** One object over HTTPS. */
    @Benchmark
    public long getOverHttps() throws IOException {
        return overHttps.get("/settings-1");
    }

    /** Ten objects over HTTPS. */
    @Benchmark
    public long listOverHttps() throws IOException {
        return overHttps.get("");
    }

    /** One object without network. */
    @Benchmark
    public long getInMemory() throws IOException {
        return inMemory.get("/settings-1");
    }

    /** Ten objects without network. */
    @Benchmark
    public long listInMemory() throws IOException {
        return inMemory.get("");
    }

    /** Ends the server. */
    @TearDown
    public void close() {
        server.close();
        fake.close();
    }
}
