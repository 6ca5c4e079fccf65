package io.github.accessentries.kubernetes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

/** An EKS that describes a cluster as a test tells it, and counts how often. */
public final class DescribingEks implements EksClient {

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Supplier<Cluster>> description;

    public DescribingEks(Cluster cluster) {
        description = new AtomicReference<>(() -> cluster);
    }

    void describe(Supplier<Cluster> answer) {
        description.set(answer);
    }

    int asked() {
        return asked.get();
    }

    @Override
    public DescribeClusterResponse describeCluster(DescribeClusterRequest request) {
        asked.incrementAndGet();
        return DescribeClusterResponse.builder()
                .cluster(description.get().get())
                .build();
    }

    @Override
    public String serviceName() {
        return "eks";
    }

    @Override
    public void close() {}
}
