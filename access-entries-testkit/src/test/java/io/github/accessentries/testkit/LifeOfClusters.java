package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Update;

/** A fake in a time that tests move, and the calls that clusters live by, made with the SDK's real client. */
final class LifeOfClusters implements AutoCloseable {

    static final String ACCOUNT = "arn:aws:iam::111122223333:";
    static final String CREATOR = ACCOUNT + "user/test";
    static final String CLUSTER_ROLE = ACCOUNT + "role/eks/cluster";
    static final String NODE_ROLE = ACCOUNT + "role/eks/node";
    static final String POD_ROLE = ACCOUNT + "role/eks/pod";
    static final Instant START = Instant.parse("2023-12-20T08:20:01.088Z");

    final FakeClock clock = FakeClock.at(START);
    final FakeEks fake = FakeEks.builder().clock(clock).build();
    final EksClient eks = fake.eksClient();

    /** One refusal, as the client sees it. */
    record Refusal(int status, String code, String message) {}

    Cluster create(String name, Consumer<CreateClusterRequest.Builder> change) {
        return create(eks, name, change);
    }

    static Cluster create(EksClient as, String name, Consumer<CreateClusterRequest.Builder> change) {
        return as.createCluster(r -> change.accept(r.name(name)
                        .roleArn(CLUSTER_ROLE)
                        .resourcesVpcConfig(v -> v.subnetIds("subnet-1", "subnet-2"))))
                .cluster();
    }

    Cluster createWith(String name, String mode) {
        return create(name, r -> r.accessConfig(a -> a.authenticationMode(mode)));
    }

    Cluster describe(String name) {
        return eks.describeCluster(r -> r.name(name)).cluster();
    }

    Update changeMode(String name, String mode) {
        return eks.updateClusterConfig(r -> r.name(name).accessConfig(a -> a.authenticationMode(mode)))
                .update();
    }

    Update describeUpdate(String name, Update update) {
        return eks.describeUpdate(r -> r.name(name).updateId(update.id())).update();
    }

    void createNodeGroup(String cluster, String name, Consumer<CreateNodegroupRequest.Builder> change) {
        eks.createNodegroup(r -> change.accept(
                r.clusterName(cluster).nodegroupName(name).nodeRole(NODE_ROLE).subnets("subnet-1")));
    }

    void createProfile(String cluster, String name, Consumer<CreateFargateProfileRequest.Builder> change) {
        eks.createFargateProfile(r ->
                change.accept(r.clusterName(cluster).fargateProfileName(name).podExecutionRoleArn(POD_ROLE)));
    }

    List<String> principals(String cluster) {
        return eks.listAccessEntries(r -> r.clusterName(cluster)).accessEntries();
    }

    AccessEntry entry(String cluster, String principal) {
        return eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(principal))
                .accessEntry();
    }

    List<AssociatedAccessPolicy> policies(String cluster, String principal) {
        return eks.listAssociatedAccessPolicies(r -> r.clusterName(cluster).principalArn(principal))
                .associatedAccessPolicies();
    }

    void passSeconds(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    static Refusal refusal(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("a refusal by the service").isNotNull();
        return new Refusal(
                refusal.statusCode(),
                refusal.awsErrorDetails().errorCode(),
                refusal.awsErrorDetails().errorMessage());
    }

    static Refusal invalidParameter(String message) {
        return new Refusal(400, "InvalidParameterException", message);
    }

    static Refusal invalidRequest(String message) {
        return new Refusal(400, "InvalidRequestException", message);
    }

    static Refusal notFound(String message) {
        return new Refusal(404, "ResourceNotFoundException", message);
    }

    static Refusal inUse(String message) {
        return new Refusal(409, "ResourceInUseException", message);
    }

    @Override
    public void close() {
        fake.close();
    }
}
