package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.StsClient;

class FakeEksServerTest {

    private final FakeEks fake = FakeEks.create();
    private final SdkHttpClient http = Apache5HttpClient.create();

    @AfterEach
    void close() {
        http.close();
        fake.close();
    }

    private EksClient eks(URI endpoint) {
        return EksClient.builder()
                .httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_WEST_2)
                .credentialsProvider(testUser())
                .build();
    }

    private static AwsCredentialsProvider testUser() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }

    @Test
    void realClient_overLoopback_seesTheSameStateAsInMemory() {
        fake.createCluster("prod");
        String role = "arn:aws:iam::111122223333:role/team/dev+=,.@_-x";
        try (FakeEksServer server = fake.serve();
                EksClient eks = eks(server.endpoint())) {
            eks.createAccessEntry(r -> r.clusterName("prod").principalArn(role));

            assertThat(eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(role))
                            .accessEntry())
                    .isEqualTo(fake.eksClient()
                            .describeAccessEntry(r -> r.clusterName("prod").principalArn(role))
                            .accessEntry());
            assertThatThrownBy(() -> eks.listAccessEntries(r -> r.clusterName("none")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("No cluster found for name: none.");
        }
    }

    @Test
    void entry_managedByTheSdkOverLoopback_goesThroughItsLife() {
        fake.createCluster("prod");
        String role = "arn:aws:iam::111122223333:role/team/dev+=,.@_-x";
        String policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy";
        try (FakeEksServer server = fake.serve();
                EksClient eks = eks(server.endpoint())) {
            AccessEntry created = eks.createAccessEntry(r -> r.clusterName("prod")
                            .principalArn(role)
                            .kubernetesGroups("devs")
                            .tags(Map.of("a", "b c")))
                    .accessEntry();
            assertThat(eks.listAccessEntriesPaginator(r -> r.clusterName("prod"))
                            .accessEntries())
                    .containsExactly(role);
            assertThat(eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(role))
                            .accessEntry())
                    .isEqualTo(created);

            var association = eks.associateAccessPolicy(r -> r.clusterName("prod")
                            .principalArn(role)
                            .policyArn(policy)
                            .accessScope(s -> s.type("namespace").namespaces("team-a", "team-b-*")))
                    .associatedAccessPolicy();
            assertThat(eks.listAssociatedAccessPolicies(
                                    r -> r.clusterName("prod").principalArn(role))
                            .associatedAccessPolicies())
                    .containsExactly(association);

            assertThat(eks.updateAccessEntry(r -> r.clusterName("prod")
                                    .principalArn(role)
                                    .username("ops:{{SessionName}}")
                                    .kubernetesGroups("ops"))
                            .accessEntry()
                            .username())
                    .isEqualTo("ops:{{SessionName}}");
            String arn = created.accessEntryArn();
            eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("b c", "d")));
            eks.untagResource(r -> r.resourceArn(arn).tagKeys("a"));
            assertThat(eks.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(Map.entry("b c", "d"));

            eks.disassociateAccessPolicy(
                    r -> r.clusterName("prod").principalArn(role).policyArn(policy));
            assertThat(eks.listAssociatedAccessPolicies(
                                    r -> r.clusterName("prod").principalArn(role))
                            .associatedAccessPolicies())
                    .isEmpty();
            eks.deleteAccessEntry(r -> r.clusterName("prod").principalArn(role));
            assertThatThrownBy(() ->
                            eks.describeAccessEntry(r -> r.clusterName("prod").principalArn(role)))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("list-access-entries");
        }
    }

    @Test
    void realStsClient_overLoopback_isToldWhoItIs() {
        try (FakeEksServer server = fake.serve();
                StsClient sts = StsClient.builder()
                        .httpClient(http)
                        .endpointOverride(server.endpoint())
                        .region(Region.US_WEST_2)
                        .credentialsProvider(testUser())
                        .build()) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::111122223333:user/test");
        }
    }

    @Test
    void server_closed_leavesNeitherPortNorThreads() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        FakeEksServer server = fake.serve();
        try (EksClient eks = eks(server.endpoint())) {
            assertThat(eks.listClusters().clusters()).isEmpty();
        }
        int port = server.endpoint().getPort();
        Set<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("fake-eks-" + port)
                        || thread.getName().equals("HTTP-Dispatcher"))
                .collect(Collectors.toSet());
        assertThat(ours).hasSizeGreaterThanOrEqualTo(2);

        server.close();

        for (Thread thread : ours) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
    }

    private static void connect(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
    }

    @Test
    void server_onATakenPort_saysWhichOne() {
        int port = fake.serve().endpoint().getPort();

        assertThatThrownBy(() -> fake.serve(port))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(port));
    }

    @Test
    void fake_closed_stopsItsServers() {
        int port = fake.serve().endpoint().getPort();

        fake.close();

        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
    }

    @Test
    void server_onAllAddresses_isReachedOverEachOfThem() throws IOException {
        FakeEksServer server = fake.serve(new InetSocketAddress("0.0.0.0", 0));

        assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
        connect(server.endpoint().getPort());
        new Socket("127.0.0.2", server.endpoint().getPort()).close();
    }

    @Test
    void server_onAnAddressThatIsNone_saysSo() {
        assertThatThrownBy(() -> fake.serve(InetSocketAddress.createUnresolved("no.such.host.invalid", 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.host.invalid");
        assertThatThrownBy(() -> fake.serve(new InetSocketAddress("192.0.2.1", 0)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("192.0.2.1");
    }

    @Test
    void health_isAnsweredToHeadAsWell() throws Exception {
        ControlApi control = new ControlApi(fake.serve().endpoint());

        HttpResponse<String> head = control.send("HEAD", "/_fake/health", "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(control.send("HEAD", "/_fake/reset", "").statusCode()).isEqualTo(405);
    }
}
