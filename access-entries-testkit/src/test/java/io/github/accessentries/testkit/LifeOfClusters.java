package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.accessentries.testkit.internal.service.cluster.AwsAuthMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.CreateClusterRequest;
import software.amazon.awssdk.services.eks.model.CreateFargateProfileRequest;
import software.amazon.awssdk.services.eks.model.CreateNodegroupRequest;
import software.amazon.awssdk.services.eks.model.Update;

/**
 * A fake in a time that tests move, and the calls that clusters live by, made with the SDK's real client. Registered as an
 * extension, it is closed after each test.
 */
public final class LifeOfClusters implements AutoCloseable, AfterEachCallback {

    public static final String ACCOUNT = "arn:aws:iam::111122223333:";
    public static final String CREATOR = ACCOUNT + "user/test";
    public static final String CLUSTER_ROLE = ACCOUNT + "role/eks/cluster";
    public static final String NODE_ROLE = ACCOUNT + "role/eks/node";
    public static final String POD_ROLE = ACCOUNT + "role/eks/pod";
    public static final Instant START = Instant.parse("2023-12-20T08:20:01.088Z");

    public final FakeClock clock = FakeClock.at(START);
    public final FakeEks fake = FakeEks.builder().clock(clock).build();
    public final EksClient eks = fake.eksClient();

    /** With clusters that are there from the start, in mode API. */
    public static LifeOfClusters with(String... clusters) {
        LifeOfClusters life = new LifeOfClusters();
        for (String cluster : clusters) {
            life.fake.createCluster(cluster);
        }
        return life;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    /** One refusal, as the client sees it. */
    public record Refusal(int status, String code, String message) {}

    public Cluster create(String name, Consumer<CreateClusterRequest.Builder> change) {
        return create(eks, name, change);
    }

    public static Cluster create(EksClient as, String name, Consumer<CreateClusterRequest.Builder> change) {
        return as.createCluster(r -> change.accept(r.name(name)
                        .roleArn(CLUSTER_ROLE)
                        .resourcesVpcConfig(v -> v.subnetIds("subnet-1", "subnet-2"))))
                .cluster();
    }

    public Cluster createWith(String name, String mode) {
        return create(name, r -> r.accessConfig(a -> a.authenticationMode(mode)));
    }

    public Cluster describe(String name) {
        return eks.describeCluster(r -> r.name(name)).cluster();
    }

    public Update changeMode(String name, String mode) {
        return eks.updateClusterConfig(r -> r.name(name).accessConfig(a -> a.authenticationMode(mode)))
                .update();
    }

    public Update describeUpdate(String name, Update update) {
        return eks.describeUpdate(r -> r.name(name).updateId(update.id())).update();
    }

    public void createNodeGroup(String cluster, String name, Consumer<CreateNodegroupRequest.Builder> change) {
        eks.createNodegroup(r -> change.accept(
                r.clusterName(cluster).nodegroupName(name).nodeRole(NODE_ROLE).subnets("subnet-1")));
    }

    public void createProfile(String cluster, String name, Consumer<CreateFargateProfileRequest.Builder> change) {
        eks.createFargateProfile(r ->
                change.accept(r.clusterName(cluster).fargateProfileName(name).podExecutionRoleArn(POD_ROLE)));
    }

    public List<String> principals(String cluster) {
        return eks.listAccessEntries(r -> r.clusterName(cluster)).accessEntries();
    }

    public AccessEntry entry(String cluster, String principal) {
        return eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(principal))
                .accessEntry();
    }

    public List<AssociatedAccessPolicy> policies(String cluster, String principal) {
        return eks.listAssociatedAccessPolicies(r -> r.clusterName(cluster).principalArn(principal))
                .associatedAccessPolicies();
    }

    public void passSeconds(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    /** What EKS itself has written to the ConfigMap of a cluster. */
    public List<AwsAuthMapping> awsAuth(String cluster) {
        return fake.aws().cloud().eks(fake.aws().home()).clusters().awsAuth(cluster);
    }

    public static Refusal refusal(ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal).as("a refusal by the service").isNotNull();
        return new Refusal(
                refusal.statusCode(),
                refusal.awsErrorDetails().errorCode(),
                refusal.awsErrorDetails().errorMessage());
    }

    public static Refusal invalidParameter(String message) {
        return new Refusal(400, "InvalidParameterException", message);
    }

    public static Refusal invalidRequest(String message) {
        return new Refusal(400, "InvalidRequestException", message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(404, "ResourceNotFoundException", message);
    }

    public static Refusal inUse(String message) {
        return new Refusal(409, "ResourceInUseException", message);
    }

    @Override
    public void close() {
        fake.close();
    }
}
