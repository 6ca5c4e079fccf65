package io.github.accessentries.kubernetes;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;

/** An EKS that describes a cluster as a test tells it, and counts how often. */
public final class DescribingEks implements EksClient {

    private final AtomicInteger asked = new AtomicInteger();
    private volatile Supplier<Cluster> description;

    public DescribingEks(Cluster cluster) {
        description = () -> cluster;
    }

    void describe(Supplier<Cluster> answer) {
        description = answer;
    }

    int asked() {
        return asked.get();
    }

    @Override
    public DescribeClusterResponse describeCluster(DescribeClusterRequest request) {
        asked.incrementAndGet();
        return DescribeClusterResponse.builder().cluster(description.get()).build();
    }

    @Override
    public String serviceName() {
        return "eks";
    }

    @Override
    public void close() {}
}
