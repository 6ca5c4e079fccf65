package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

/** Every documented refusal, as a user of the real client sees it. */
class ErrorsTest {

    private static final String IAM = "arn:aws:iam::111122223333:";
    private static final String ROLE = IAM + "role/team/dev";
    private static final String USER = IAM + "user/ana";
    private static final String TAKEN = IAM + "role/taken";
    private static final String NODE = IAM + "role/node";
    private static final String AUTO = IAM + "role/auto";
    private static final String SERVICE_LINKED =
            IAM + "role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS";
    private static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/";
    private static final String VIEW = POLICY + "AmazonEKSViewPolicy";

    private static final String PARAMETER = "InvalidParameterException";
    private static final String REQUEST = "InvalidRequestException";
    private static final String NOT_FOUND = "ResourceNotFoundException";

    private static final String NO_CLUSTER = "No cluster found for name: none.";
    private static final String BAD_NAME =
            "The clusterName parameter contains invalid characters. It should conform to the regular expression"
                    + " \"^[0-9A-Za-z][A-Za-z0-9-_]*\"In other words, it should start with a number or letter, and can"
                    + " contain numbers, letters, dashes, and underscores.";
    private static final String BAD_MODE =
            "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.";
    private static final String BAD_PRINCIPAL = "The principalArn parameter format is not valid";
    private static final String UNKNOWN_PRINCIPAL = "The specified principalArn is invalid: invalid principal.";
    private static final String OF_SERVICE_LINKED =
            "The caller is not allowed to modify access entries with a principalArn value of a Service Linked Role";
    private static final String NO_ENTRY = "The specified principalArn could not be found. You can view your available"
            + " access entries with 'list-access-entries'.";
    private static final String NO_POLICY = "The specified policyArn could not be found. You can view your available"
            + " access policies with 'list-access-policies'";
    private static final String BAD_POLICY = "The policyArn parameter format is not valid";
    private static final String NODE_TYPES = "[EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX, HYBRID_LINUX, EC2]";

    private final FakeEks fake = FakeEks.builder().strictIam(true).build();
    private final EksClient eks = fake.eksClient();

    @BeforeEach
    void fill() {
        fake.createCluster("prod");
        fake.createCluster("old", AuthenticationMode.CONFIG_MAP);
        Stream.of(ROLE, USER, TAKEN, NODE, AUTO).map(PrincipalArn::of).forEach(fake.iam()::principal);
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(TAKEN));
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(NODE).type("EC2_LINUX"));
        eks.createAccessEntry(r -> r.clusterName("prod").principalArn(AUTO).type("EC2"));
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ofCreate", "ofNodeTypes", "ofOtherEntryOperations", "ofPolicies", "ofTags", "ofPages"})
    void refusal_ofTheRealClient_hasTheDocumentedWords(
            String cause, Consumer<EksClient> call, int status, String code, String message) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, () -> call.accept(eks));

        assertThat(refusal).as(cause).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refusal.requestId()).matches("[0-9a-f-]{36}");
    }

    static Stream<Arguments> ofCreate() {
        return Stream.of(
                create("cluster missing", r -> r.clusterName("none"), 404, NOT_FOUND, NO_CLUSTER),
                create("cluster name malformed", r -> r.clusterName("no way"), 400, PARAMETER, BAD_NAME),
                create("cluster name with a dash first", r -> r.clusterName("-prod"), 400, PARAMETER, BAD_NAME),
                create("cluster name too long", r -> r.clusterName("x".repeat(101)), 400, PARAMETER, BAD_NAME),
                create("mode CONFIG_MAP", r -> r.clusterName("old"), 400, REQUEST, BAD_MODE),
                principal("no ARN", "dev", BAD_PRINCIPAL),
                principal("session", "arn:aws:sts::111122223333:assumed-role/dev/ana", BAD_PRINCIPAL),
                principal("federated user", "arn:aws:sts::111122223333:federated-user/ana", BAD_PRINCIPAL),
                principal("group", IAM + "group/devs", BAD_PRINCIPAL),
                principal("root", IAM + "root", BAD_PRINCIPAL),
                principal("short account", "arn:aws:iam::1111:role/dev", BAD_PRINCIPAL),
                principal("unknown to IAM", IAM + "role/nobody", UNKNOWN_PRINCIPAL),
                principal("path stripped", IAM + "role/dev", UNKNOWN_PRINCIPAL),
                principal("path wrong", IAM + "role/other/dev", UNKNOWN_PRINCIPAL),
                principal("of another partition", "arn:aws-cn:iam::111122223333:role/team/dev", UNKNOWN_PRINCIPAL),
                principal("service-linked role", SERVICE_LINKED, OF_SERVICE_LINKED),
                create(
                        "entry exists",
                        r -> r.principalArn(TAKEN),
                        409,
                        "ResourceInUseException",
                        "The specified access entry resource is already in use on this cluster."),
                create(
                        "type in other letters",
                        r -> r.type("Standard"),
                        400,
                        PARAMETER,
                        "AccessEntry type must be one of [EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX, STANDARD]"),
                username("system:x", "The username must not begin with system:"),
                username("eks:x", "The username must not begin with eks:"),
                username("aws:x", "The username must not begin with aws:"),
                username("amazon:x", "The username must not begin with amazon:"),
                username("iam:x", "The username must not begin with iam:"),
                username(
                        "john{{SessionName}}",
                        "The username must have a colon somewhere before the session name placeholder"),
                group("system:masters", "system:"),
                group("eks:x", "eks:"),
                group("aws:x", "aws:"),
                group("amazon:x", "amazon:"),
                group("iam:x", "iam:"),
                create(
                        "reserved tag",
                        r -> r.tags(Map.of("AWS:x", "y")),
                        400,
                        PARAMETER,
                        "A tag key must not begin with aws:: AWS:x"),
                create("51 tags", r -> r.tags(tags(51)), 400, PARAMETER, "A resource has at most 50 tags"));
    }

    static Stream<Arguments> ofNodeTypes() {
        return Stream.of("EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX", "HYPERPOD_LINUX")
                .flatMap(type -> Stream.of(
                        create(
                                type + " with groups",
                                r -> r.type(type).kubernetesGroups("devs"),
                                400,
                                PARAMETER,
                                "The specified kubernetesGroups is invalid: setting kubernetesGroups is not allowed when"
                                        + " the type is \"" + type + "\""),
                        create(
                                type + " with username",
                                r -> r.type(type).username("dev"),
                                400,
                                PARAMETER,
                                "The specified username is invalid: setting username is not allowed when the type is \""
                                        + type + "\""),
                        create(
                                type + " for a user",
                                r -> r.type(type).principalArn(USER),
                                400,
                                PARAMETER,
                                "AccessEntry principalArn must be IAM role when using types " + NODE_TYPES),
                        create(
                                type + " for another account",
                                r -> r.type(type).principalArn("arn:aws:iam::444455556666:role/dev"),
                                400,
                                PARAMETER,
                                "AccessEntry principalArn must be from the same account as the cluster when using types "
                                        + NODE_TYPES)));
    }

    static Stream<Arguments> ofOtherEntryOperations() {
        return entryOperations().entrySet().stream()
                .flatMap(named -> Stream.of(
                        arguments(
                                named.getKey() + ", cluster missing",
                                call(named.getValue(), "none", TAKEN),
                                404,
                                NOT_FOUND,
                                NO_CLUSTER),
                        arguments(
                                named.getKey() + ", cluster name malformed",
                                call(named.getValue(), "a b", TAKEN),
                                400,
                                PARAMETER,
                                BAD_NAME),
                        arguments(
                                named.getKey() + ", mode CONFIG_MAP",
                                call(named.getValue(), "old", TAKEN),
                                400,
                                REQUEST,
                                BAD_MODE),
                        arguments(
                                named.getKey() + ", no entry",
                                call(named.getValue(), "prod", ROLE),
                                404,
                                NOT_FOUND,
                                NO_ENTRY),
                        arguments(
                                named.getKey() + ", session",
                                call(named.getValue(), "prod", "arn:aws:sts::111122223333:assumed-role/dev/ana"),
                                400,
                                PARAMETER,
                                BAD_PRINCIPAL)));
    }

    private interface EntryCall {
        void on(EksClient eks, String cluster, String principal);
    }

    private static Consumer<EksClient> call(EntryCall call, String cluster, String principal) {
        return eks -> call.on(eks, cluster, principal);
    }

    private static Map<String, EntryCall> entryOperations() {
        return Map.of(
                "describe",
                (eks, cluster, principal) ->
                        eks.describeAccessEntry(r -> r.clusterName(cluster).principalArn(principal)),
                "update",
                (eks, cluster, principal) ->
                        eks.updateAccessEntry(r -> r.clusterName(cluster).principalArn(principal)),
                "delete",
                (eks, cluster, principal) ->
                        eks.deleteAccessEntry(r -> r.clusterName(cluster).principalArn(principal)),
                "associate",
                (eks, cluster, principal) -> eks.associateAccessPolicy(r -> r.clusterName(cluster)
                        .principalArn(principal)
                        .policyArn(VIEW)
                        .accessScope(s -> s.type("cluster"))),
                "disassociate",
                (eks, cluster, principal) -> eks.disassociateAccessPolicy(
                        r -> r.clusterName(cluster).principalArn(principal).policyArn(VIEW)),
                "list associated",
                (eks, cluster, principal) -> eks.listAssociatedAccessPolicies(
                        r -> r.clusterName(cluster).principalArn(principal)));
    }

    static Stream<Arguments> ofPolicies() {
        return Stream.of(
                policy("IAM policy", "arn:aws:iam::aws:policy/AdministratorAccess", 400, PARAMETER, BAD_POLICY),
                policy("bare name", "AmazonEKSViewPolicy", 400, PARAMETER, BAD_POLICY),
                policy("unknown policy", POLICY + "AmazonEKSNoPolicy", 404, NOT_FOUND, NO_POLICY),
                policy("other partition", VIEW.replace("arn:aws:", "arn:aws-cn:"), 404, NOT_FOUND, NO_POLICY),
                policy("one colon less", VIEW.replace("eks::aws", "eks:aws"), 404, NOT_FOUND, NO_POLICY),
                policy("no owner", VIEW.replace("eks::aws", "eks::"), 404, NOT_FOUND, NO_POLICY),
                policy(
                        "reserved policy",
                        POLICY + "AmazonEKSComputePolicy",
                        400,
                        PARAMETER,
                        "The specified policyArn can only be associated with service-linked roles"),
                arguments(
                        "policy on a node type",
                        associate(NODE, VIEW, "cluster"),
                        400,
                        PARAMETER,
                        "This operation can only be performed on Access Entries with a type of \"STANDARD\""),
                arguments(
                        "policy of a service-linked role",
                        associate(SERVICE_LINKED, VIEW, "cluster"),
                        400,
                        PARAMETER,
                        OF_SERVICE_LINKED),
                arguments(
                        "cluster scope with namespaces",
                        associate(TAKEN, VIEW, "cluster", "team-a"),
                        400,
                        PARAMETER,
                        "accessScope should not include namespaces if the type is not set as namespace"),
                arguments(
                        "namespace scope without namespaces",
                        associate(TAKEN, VIEW, "namespace"),
                        400,
                        PARAMETER,
                        "At least 1 namespace must be provided if the type is set as namespace"),
                arguments(
                        "unknown scope",
                        associate(TAKEN, VIEW, "galaxy"),
                        400,
                        PARAMETER,
                        "accessScope type must be one of [cluster, namespace]"),
                arguments(
                        "malformed namespace",
                        associate(TAKEN, VIEW, "namespace", "Team A"),
                        400,
                        PARAMETER,
                        "The namespace Team A in accessScope is not valid"),
                arguments(
                        "policy not associated",
                        disassociate(VIEW),
                        404,
                        NOT_FOUND,
                        "The specified policyArn is not associated with the specified principalArn."),
                arguments(
                        "unknown policy taken away",
                        disassociate(POLICY + "AmazonEKSNoPolicy"),
                        404,
                        NOT_FOUND,
                        NO_POLICY),
                arguments("malformed policy taken away", disassociate("view"), 400, PARAMETER, BAD_POLICY));
    }

    static Stream<Arguments> ofTags() {
        String gone = "arn:aws:eks:us-west-2:111122223333:cluster/none";
        String elsewhere = "arn:aws:eks:eu-west-1:111122223333:cluster/prod";
        Consumer<EksClient> malformed = eks -> eks.listTagsForResource(r -> r.resourceArn("prod"));
        Consumer<EksClient> ofGone =
                eks -> eks.tagResource(r -> r.resourceArn(gone).tags(Map.of("a", "b")));
        Consumer<EksClient> ofElsewhere =
                eks -> eks.untagResource(r -> r.resourceArn(elsewhere).tagKeys("a"));
        return Stream.of(
                arguments(
                        "tags of no ARN",
                        malformed,
                        400,
                        "BadRequestException",
                        "The resourceArn parameter format is not valid"),
                arguments(
                        "tags of no cluster",
                        ofGone,
                        404,
                        "NotFoundException",
                        "The resource " + gone + " could not be found"),
                arguments(
                        "tags in another region",
                        ofElsewhere,
                        404,
                        "NotFoundException",
                        "The resource " + elsewhere + " could not be found"));
    }

    static Stream<Arguments> ofPages() {
        Consumer<EksClient> tooMany = eks -> eks.listClusters(r -> r.maxResults(101));
        Consumer<EksClient> tooFew = eks -> eks.listAccessPolicies(r -> r.maxResults(0));
        Consumer<EksClient> noToken = eks -> eks.listClusters(r -> r.nextToken("?!"));
        Consumer<EksClient> tooShort = eks -> eks.listClusters(r -> r.nextToken("AAAA"));
        Consumer<EksClient> noMode = eks -> eks.listAccessEntries(r -> r.clusterName("old"));
        Consumer<EksClient> noFilter =
                eks -> eks.listAccessEntries(r -> r.clusterName("prod").associatedPolicyArn("view"));
        return Stream.of(
                arguments("page of 101", tooMany, 400, PARAMETER, "maxResults must be between 1 and 100"),
                arguments("page of 0", tooFew, 400, PARAMETER, "maxResults must be between 1 and 100"),
                arguments("no token", noToken, 400, PARAMETER, "The nextToken parameter is not valid"),
                arguments("short token", tooShort, 400, PARAMETER, "The nextToken parameter is not valid"),
                arguments("list in mode CONFIG_MAP", noMode, 400, REQUEST, BAD_MODE),
                arguments(
                        "filter malformed",
                        noFilter,
                        400,
                        PARAMETER,
                        "The associatedPolicyArn parameter format is not valid"));
    }

    private static Arguments create(
            String cause, Consumer<CreateAccessEntryRequest.Builder> change, int status, String code, String message) {
        Consumer<EksClient> call = eks ->
                eks.createAccessEntry(r -> change.accept(r.clusterName("prod").principalArn(ROLE)));
        return arguments("create, " + cause, call, status, code, message);
    }

    private static Arguments principal(String cause, String arn, String message) {
        return create("principal " + cause, r -> r.principalArn(arn), 400, PARAMETER, message);
    }

    private static Arguments username(String username, String message) {
        return create("username " + username, r -> r.username(username), 400, PARAMETER, message);
    }

    private static Arguments group(String group, String prefix) {
        return create(
                "group " + group,
                r -> r.kubernetesGroups("fine", group),
                400,
                PARAMETER,
                "The kubernetes group name " + group + " is invalid, it cannot start with " + prefix);
    }

    private static Arguments policy(String cause, String arn, int status, String code, String message) {
        return arguments("associate, " + cause, associate(TAKEN, arn, "cluster"), status, code, message);
    }

    private static Consumer<EksClient> associate(String principal, String policy, String type, String... namespaces) {
        return eks -> eks.associateAccessPolicy(r -> r.clusterName("prod")
                .principalArn(principal)
                .policyArn(policy)
                .accessScope(s -> s.type(type).namespaces(namespaces)));
    }

    private static Consumer<EksClient> disassociate(String policy) {
        return eks -> eks.disassociateAccessPolicy(
                r -> r.clusterName("prod").principalArn(TAKEN).policyArn(policy));
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"system:node:{{EC2PrivateDNSName}}", "system:x"})
    void nodeEntry_updatedWithItsOwnUsername_isRefusedForThePrefix(String username) {
        assertRefused(
                () -> eks.updateAccessEntry(
                        r -> r.clusterName("prod").principalArn(NODE).username(username)),
                "The username must not begin with system:");
    }

    @Test
    void nodeEntry_updatedWithNothing_keepsWhatEksChose() {
        var entry = eks.updateAccessEntry(r ->
                        r.clusterName("prod").principalArn(NODE).username("").kubernetesGroups(List.of()))
                .accessEntry();

        assertThat(entry.username()).isEqualTo("system:node:{{EC2PrivateDNSName}}");
        assertThat(entry.kubernetesGroups()).containsExactly("system:nodes");
    }

    @Test
    void nodeEntry_ofAutoMode_takesPolicies() {
        associate(AUTO, POLICY + "AmazonEKSAutoNodePolicy", "cluster").accept(eks);

        assertThat(eks.listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(AUTO))
                        .associatedAccessPolicies())
                .hasSize(1);
    }

    @Test
    void policies_ofANodeEntry_areAnEmptyListAndNoRefusal() {
        assertThat(eks.listAssociatedAccessPolicies(r -> r.clusterName("prod").principalArn(NODE))
                        .associatedAccessPolicies())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"create", "update", "delete"})
    void entryOfAServiceLinkedRole_changed_isRefused(String operation) {
        assertRefused(
                () -> {
                    switch (operation) {
                        case "create" ->
                            eks.createAccessEntry(r -> r.clusterName("none").principalArn(SERVICE_LINKED));
                        case "update" ->
                            eks.updateAccessEntry(r -> r.clusterName("none").principalArn(SERVICE_LINKED));
                        default ->
                            eks.deleteAccessEntry(r -> r.clusterName("none").principalArn(SERVICE_LINKED));
                    }
                },
                OF_SERVICE_LINKED);
    }

    @Test
    void error_aboutACluster_namesItAndHasItsOwnClass() {
        ResourceNotFoundException refusal =
                catchThrowableOfType(ResourceNotFoundException.class, () -> eks.describeCluster(r -> r.name("none")));

        assertThat(refusal.clusterName()).isEqualTo("none");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(PARAMETER);
    }
}
