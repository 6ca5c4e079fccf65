package io.github.accessentries.testkit.internal.kubernetes.transport;

import io.github.accessentries.kubernetes.EksApiClient;
import io.github.accessentries.testkit.internal.kubernetes.message.KubernetesWire;
import io.github.accessentries.token.TokenSource;
import io.kubernetes.client.openapi.ApiClient;
import okhttp3.HttpUrl;
import software.amazon.awssdk.services.eks.model.Cluster;

/** Makes clients of the official Java library whose calls never leave the process. */
public final class InMemoryApiClient {

    private InMemoryApiClient() {}

    /**
     * A client that brings real tokens, as {@link EksApiClient} makes it, but has a cluster in place of the network.
     *
     * @param described DescribeCluster's answer
     * @param tokens whose tokens it brings
     * @param cluster what answers
     */
    public static ApiClient of(Cluster described, TokenSource tokens, KubernetesWire cluster) {
        ApiClient client = EksApiClient.of(described, tokens);
        InMemoryCalls calls = new InMemoryCalls(cluster, HttpUrl.get(client.getBasePath()));
        return client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .addInterceptor(calls)
                .eventListener(calls)
                .build());
    }
}
