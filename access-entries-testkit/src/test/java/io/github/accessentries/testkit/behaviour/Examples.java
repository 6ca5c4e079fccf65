package io.github.accessentries.testkit.behaviour;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.testkit.FakeEks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;

/** A strict fake with clusters {@code prod} and {@code old}, in mode CONFIG_MAP, and an entry of each kind in the first. */
final class Examples implements AutoCloseable {

    static final String IAM = "arn:aws:iam::111122223333:";
    static final String ROLE = IAM + "role/team/dev";
    static final String USER = IAM + "user/ana";
    static final String ABROAD = "arn:aws:iam::444455556666:role/dev";
    static final String TAKEN = IAM + "role/taken";
    static final String NODE = IAM + "role/node";
    static final String AUTO = IAM + "role/auto";
    static final String SESSION = "arn:aws:sts::111122223333:assumed-role/dev/ana";
    static final String SERVICE_LINKED = IAM + "role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS";
    static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/";
    static final String VIEW = POLICY + "AmazonEKSViewPolicy";
    static final List<String> NODE_TYPES =
            List.of("EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX");

    static final String NO_CLUSTER = "No cluster found for name: none.";
    static final String BAD_CLUSTER_NAME =
            "The clusterName parameter contains invalid characters. It should conform to the regular expression"
                    + " \"^[0-9A-Za-z][A-Za-z0-9-_]*\"In other words, it should start with a number or letter, and can"
                    + " contain numbers, letters, dashes, and underscores.";
    static final String BAD_MODE =
            "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.";
    static final String BAD_PRINCIPAL = "The principalArn parameter format is not valid";
    static final String UNKNOWN_PRINCIPAL = "The specified principalArn is invalid: invalid principal.";
    static final String OF_SERVICE_LINKED =
            "The caller is not allowed to modify access entries with a principalArn value of a Service Linked Role";
    static final String NO_ENTRY = "The specified principalArn could not be found. You can view your available"
            + " access entries with 'list-access-entries'.";

    final FakeEks fake = FakeEks.builder().strictIam(true).build();
    final EksClient eks = fake.eksClient();

    Examples() {
        fake.createCluster("prod");
        fake.createCluster("old", AuthenticationMode.CONFIG_MAP);
        Stream.of(ROLE, USER, ABROAD, TAKEN, NODE, AUTO).map(PrincipalArn::of).forEach(fake.iam()::principal);
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(TAKEN));
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(NODE).type("EC2_LINUX"));
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(AUTO).type("EC2"));
    }

    /** A call about the entry of a principal in a cluster. */
    interface EntryCall {
        void on(EksClient eks, String cluster, String principal);

        default Consumer<EksClient> of(String cluster, String principal) {
            return eks -> on(eks, cluster, principal);
        }
    }

    /** CreateAccessEntry for {@link #ROLE} in {@code prod}, but for what the change says. */
    static Consumer<EksClient> create(Consumer<CreateAccessEntryRequest.Builder> change) {
        return eks ->
                eks.createAccessEntry(r -> change.accept(r.clusterName("prod").principalArn(ROLE)));
    }

    static Consumer<EksClient> associate(String principal, String policy, String type, String... namespaces) {
        return eks -> eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(principal)
                .policyArn(policy)
                .accessScope(s -> s.type(type).namespaces(namespaces)));
    }

    static Consumer<EksClient> disassociate(String principal, String policy) {
        return eks -> eks.disassociateAccessPolicy(
                r -> r.clusterName("prod").principalArn(principal).policyArn(policy));
    }

    /** Every operation on an entry that is there, by name. */
    static Map<String, EntryCall> entryCalls() {
        Map<String, EntryCall> calls = new TreeMap<>(changes());
        calls.put(
                "DescribeAccessEntry",
                (eks, cluster, principal) ->
                        eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(principal)));
        calls.put(
                "ListAssociatedAccessPolicies",
                (eks, cluster, principal) -> eks.listAssociatedAccessPolicies(
                        r -> r.clusterName(cluster).principalArn(principal)));
        return calls;
    }

    /** Those of them that change it. */
    static Map<String, EntryCall> changes() {
        return Map.of(
                "UpdateAccessEntry",
                (eks, cluster, principal) ->
                        eks.updateAccessEntry(r -> r.clusterName(cluster).principalArn(principal)),
                "DeleteAccessEntry",
                (eks, cluster, principal) ->
                        eks.deleteAccessEntry(r -> r.clusterName(cluster).principalArn(principal)),
                "AssociateAccessPolicy",
                (eks, cluster, principal) -> eks.associateAccessPolicy(r -> r.clusterName(cluster)
                        .principalArn(principal)
                        .policyArn(VIEW)
                        .accessScope(s -> s.type("cluster"))),
                "DisassociateAccessPolicy",
                (eks, cluster, principal) -> eks.disassociateAccessPolicy(
                        r -> r.clusterName(cluster).principalArn(principal).policyArn(VIEW)));
    }

    @Override
    public void close() {
        fake.close();
    }
}
