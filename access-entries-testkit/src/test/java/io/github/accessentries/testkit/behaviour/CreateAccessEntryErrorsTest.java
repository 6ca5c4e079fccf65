package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.inUse;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.invalidRequest;
import static io.github.accessentries.testkit.LifeOfClusters.notFound;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_CLUSTER_NAME;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_MODE;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_PRINCIPAL;
import static io.github.accessentries.testkit.behaviour.Examples.IAM;
import static io.github.accessentries.testkit.behaviour.Examples.NODE_TYPES;
import static io.github.accessentries.testkit.behaviour.Examples.NO_CLUSTER;
import static io.github.accessentries.testkit.behaviour.Examples.OF_SERVICE_LINKED;
import static io.github.accessentries.testkit.behaviour.Examples.SERVICE_LINKED;
import static io.github.accessentries.testkit.behaviour.Examples.SESSION;
import static io.github.accessentries.testkit.behaviour.Examples.TAKEN;
import static io.github.accessentries.testkit.behaviour.Examples.UNKNOWN_PRINCIPAL;
import static io.github.accessentries.testkit.behaviour.Examples.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.testkit.FakePrincipal;
import io.github.accessentries.testkit.LifeOfClusters.Refusal;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;

/** What CreateAccessEntry refuses; the refusal of too many entries stands in {@link QuotasTest}. */
class CreateAccessEntryErrorsTest {

    private static final List<String> RESERVED = List.of("system:", "eks:", "aws:", "amazon:", "iam:");
    private static final String TYPES_IN_THE_TEXT = "[EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX, HYBRID_LINUX, EC2]";

    private final Examples examples = new Examples();
    private final EksClient eks = examples.eks;

    @AfterEach
    void close() {
        examples.close();
    }

    private static Row row(String cause, Consumer<CreateAccessEntryRequest.Builder> request, Refusal answer) {
        return new Row(cause, Examples.create(request), answer);
    }

    private static Row principal(String cause, String arn, String message) {
        return row(cause, r -> r.principalArn(arn), invalidParameter(message));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ofClusters", "ofPrincipals", "ofNames", "ofTypes"})
    @UnverifiedAnswer("newer-node-types")
    void creation_withSomethingWrong_isRefusedInTheWordsOfEks(Row row) {
        row.verify(eks);
    }

    static Stream<Row> ofClusters() {
        return Stream.of(
                row("cluster missing", r -> r.clusterName("none"), notFound(NO_CLUSTER)),
                row("cluster name with a blank", r -> r.clusterName("no way"), invalidParameter(BAD_CLUSTER_NAME)),
                row("cluster name with a dash first", r -> r.clusterName("-prod"), invalidParameter(BAD_CLUSTER_NAME)),
                row("mode CONFIG_MAP", r -> r.clusterName("old"), invalidRequest(BAD_MODE)),
                row(
                        "entry exists",
                        r -> r.principalArn(TAKEN),
                        inUse("The specified access entry resource is already in use on this cluster.")));
    }

    static Stream<Row> ofPrincipals() {
        return Stream.of(
                principal("principal is no ARN", "dev", BAD_PRINCIPAL),
                principal("principal of another service", "arn:aws:s3:::dev", BAD_PRINCIPAL),
                principal("principal is an assumed role", SESSION, BAD_PRINCIPAL),
                principal("principal unknown to IAM", IAM + "role/nobody", UNKNOWN_PRINCIPAL),
                principal("principal with its path stripped", IAM + "role/dev", UNKNOWN_PRINCIPAL),
                principal("principal with a wrong path", IAM + "role/other/dev", UNKNOWN_PRINCIPAL),
                principal("principal is a service-linked role", SERVICE_LINKED, OF_SERVICE_LINKED),
                principal(
                        "principal is a service-linked role of another account",
                        SERVICE_LINKED.replace("111122223333", "444455556666"),
                        OF_SERVICE_LINKED),
                row(
                        "principal is a service-linked role, for a node type",
                        r -> r.principalArn(SERVICE_LINKED).type("EC2_LINUX"),
                        invalidParameter(OF_SERVICE_LINKED)));
    }

    static Stream<Row> ofNames() {
        return RESERVED.stream()
                .flatMap(prefix -> Stream.of(
                        row(
                                "username that begins with " + prefix,
                                r -> r.username(prefix + "x"),
                                invalidParameter("The username must not begin with " + prefix)),
                        row(
                                "group that begins with " + prefix,
                                r -> r.kubernetesGroups("fine", prefix + "x"),
                                invalidParameter("The kubernetes group name " + prefix
                                        + "x is invalid, it cannot start with " + prefix))));
    }

    static Stream<Row> ofTypes() {
        Row unknown = row(
                "unknown type, for its letter case",
                r -> r.type("Standard"),
                invalidParameter("AccessEntry type must be one of [EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX, STANDARD]"));
        return Stream.concat(Stream.of(unknown), NODE_TYPES.stream().flatMap(CreateAccessEntryErrorsTest::ofNodeType));
    }

    private static Stream<Row> ofNodeType(String type) {
        return Stream.of(
                row(
                        "groups on " + type,
                        r -> r.type(type).kubernetesGroups("devs"),
                        invalidParameter("The specified kubernetesGroups is invalid: setting kubernetesGroups is not"
                                + " allowed when the type is \"" + type + "\"")),
                row(
                        "username on " + type,
                        r -> r.type(type).username("dev"),
                        invalidParameter("The specified username is invalid: setting username is not allowed when the"
                                + " type is \"" + type + "\"")),
                row(
                        type + " for a user",
                        r -> r.type(type).principalArn(USER),
                        invalidParameter(
                                "AccessEntry principalArn must be IAM role when using types " + TYPES_IN_THE_TEXT)),
                row(
                        type + " for a role of another account",
                        r -> r.type(type).principalArn(Examples.ABROAD),
                        invalidParameter("AccessEntry principalArn must be from the same account as the cluster when"
                                + " using types " + TYPES_IN_THE_TEXT)));
    }

    @Test
    void caller_withoutPermission_isDeniedOnTheCluster() {
        FakePrincipal dev = examples.fake.iam().user("ana");
        examples.fake.iam().deny(dev.arn(), "eks:CreateAccessEntry");

        assertThat(refusal(() -> Examples.create(r -> {}).accept(examples.fake.eksClient(dev.credentials()))))
                .isEqualTo(new Refusal(
                        403,
                        "AccessDeniedException",
                        "User: " + USER + " is not authorized to perform: eks:CreateAccessEntry on resource:"
                                + " arn:aws:eks:us-west-2:111122223333:cluster/prod"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"ofPrincipalsByForm", "ofNames", "ofTypes"})
    void requestByItself_isRefusedBeforeTheClusterIsLookedUp(Row row) {
        eks.deleteCluster(r -> r.name("prod"));

        row.verify(eks);
    }

    static Stream<Row> ofPrincipalsByForm() {
        return ofPrincipals().filter(row -> !row.answer().message().equals(UNKNOWN_PRINCIPAL));
    }

    @Test
    @UnverifiedAnswer("order-of-checks-by-the-cluster")
    void checks_ofTheCluster_comeInTheOrderClusterModeDuplicateIam() {
        String nobody = IAM + "role/nobody";
        examples.fake.iam().delete(PrincipalArn.of(TAKEN));

        assertThat(refusal(() -> Examples.create(r -> r.clusterName("none").principalArn(nobody))
                        .accept(eks)))
                .isEqualTo(notFound(NO_CLUSTER));
        assertThat(refusal(() -> Examples.create(r -> r.clusterName("old").principalArn(nobody))
                        .accept(eks)))
                .isEqualTo(invalidRequest(BAD_MODE));
        assertThat(refusal(() -> Examples.create(r -> r.principalArn(TAKEN)).accept(eks))
                        .code())
                .as("a duplicate, though IAM knows the role no more")
                .isEqualTo("ResourceInUseException");
        assertThat(refusal(() -> Examples.create(r -> r.principalArn(nobody)).accept(eks)))
                .isEqualTo(invalidParameter(UNKNOWN_PRINCIPAL));
    }
}
