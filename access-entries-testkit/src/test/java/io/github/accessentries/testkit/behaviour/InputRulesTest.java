package io.github.accessentries.testkit.behaviour;

import static io.github.accessentries.testkit.LifeOfClusters.ACCOUNT;
import static io.github.accessentries.testkit.LifeOfClusters.invalidParameter;
import static io.github.accessentries.testkit.LifeOfClusters.refusal;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_CLUSTER_NAME;
import static io.github.accessentries.testkit.behaviour.Examples.BAD_PRINCIPAL;
import static io.github.accessentries.testkit.behaviour.Examples.OF_SERVICE_LINKED;
import static io.github.accessentries.testkit.behaviour.Examples.UNKNOWN_PRINCIPAL;
import static io.github.accessentries.testkit.behaviour.Examples.VIEW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.LifeOfClusters.Refusal;
import io.github.accessentries.testkit.UnverifiedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.CreateAccessEntryRequest;

/** What may stand in a request. */
class InputRulesTest {

    private static final String ROLE = ACCOUNT + "role/dev";
    private static final String SSO = ACCOUNT + "role/aws-reserved/sso.amazonaws.com/";

    @RegisterExtension
    private final LifeOfClusters life = LifeOfClusters.with("prod", "stage");

    private final EksClient eks = life.eks;

    private AccessEntry create(Consumer<CreateAccessEntryRequest.Builder> change) {
        return eks.createAccessEntry(r -> change.accept(r.clusterName("prod").principalArn(ROLE)))
                .accessEntry();
    }

    private Refusal refused(Consumer<CreateAccessEntryRequest.Builder> change) {
        return refusal(() -> create(change));
    }

    @Nested
    class ClusterName {

        @ParameterizedTest
        @ValueSource(strings = {"a", "0", "Prod-1_b", "9--__"})
        void name_ofTheForm_isTaken(String name) {
            assertThat(life.create(name, r -> {}).name()).isEqualTo(name);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "-a", "_a", "a b", "a.b", "a/b", "ä"})
        void name_ofAnotherForm_isRefused(String name) {
            assertThat(refusal(() -> life.create(name, r -> {}))).isEqualTo(invalidParameter(BAD_CLUSTER_NAME));
        }

        @Test
        @UnverifiedAnswer("cluster-name-too-long")
        void name_hasAHundredCharactersAtMost() {
            assertThat(life.create("x".repeat(100), r -> {}).name()).hasSize(100);
            assertThat(refusal(() -> life.create("x".repeat(101), r -> {})))
                    .isEqualTo(invalidParameter(BAD_CLUSTER_NAME));
        }
    }

    @Nested
    class Principal {

        @Test
        void principal_hasOneEntryPerCluster() {
            create(r -> {});

            assertThat(refused(r -> r.username("other")).code()).isEqualTo("ResourceInUseException");
            assertThat(create(r -> r.clusterName("stage")).clusterName()).isEqualTo("stage");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "arn:aws:iam::111122223333:role/dev",
                    "arn:aws:iam::111122223333:user/ana",
                    "arn:aws:iam::444455556666:role/dev",
                    "arn:aws:iam::444455556666:user/ana",
                    "arn:aws:iam::111122223333:role/a/b/dev",
                    "arn:aws:iam::111122223333:role/a+b=c,d.e@f_g-h",
                })
        void standardEntry_isForRoleOrUserOfAnyAccount(String arn) {
            assertThat(create(r -> r.principalArn(arn)).principalArn()).isEqualTo(arn);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "arn:aws:sts::111122223333:assumed-role/dev/ana",
                    "arn:aws:sts::111122223333:federated-user/ana",
                    "arn:aws:iam::111122223333:group/devs",
                    "arn:aws:iam::111122223333:instance-profile/dev",
                    "arn:aws:iam::1111:role/dev",
                    "arn:aws:iam::111122223333:role/",
                    "dev",
                    "",
                })
        @UnverifiedAnswer("root-group-or-federated-user")
        void sessionFederatedUserGroupOrNoArn_isRefused(String arn) {
            assertThat(refused(r -> r.principalArn(arn))).isEqualTo(invalidParameter(BAD_PRINCIPAL));
        }

        @Test
        void path_ofARole_mustBeGivenInFull() {
            life.fake.iam().role("team/dev");

            assertThat(refused(r -> r.principalArn(ROLE))).isEqualTo(invalidParameter(UNKNOWN_PRINCIPAL));
            create(r -> r.principalArn(ACCOUNT + "role/team/dev"));
        }

        @ParameterizedTest
        @CsvSource({
            SSO + "AWSReservedSSO_Dev_0123456789abcdef, true",
            SSO + "eu-west-1/AWSReservedSSO_Ops_0123456789abcdef, true",
            ACCOUNT + "role/AWSReservedSSO_Dev_0123456789abcdef, false",
        })
        @UnverifiedAnswer("identity-center-role-without-path")
        void roleOfIdentityCenter_needsItsPath(String arn, boolean full) {
            if (full) {
                assertThat(create(r -> r.principalArn(arn)).principalArn()).isEqualTo(arn);
            } else {
                assertThat(refused(r -> r.principalArn(arn))).isEqualTo(invalidParameter(UNKNOWN_PRINCIPAL));
            }
        }

        @Test
        void serviceLinkedRole_isForAwsAlone() {
            assertThat(refused(r -> r.principalArn(Examples.SERVICE_LINKED)))
                    .isEqualTo(invalidParameter(OF_SERVICE_LINKED));
        }

        @Test
        @UnverifiedAnswer("principal-elsewhere")
        void principalOfAnotherPartition_isNone() {
            assertThat(refused(r -> r.principalArn(ROLE.replace("arn:aws:", "arn:aws-us-gov:"))))
                    .isEqualTo(invalidParameter(UNKNOWN_PRINCIPAL));
        }
    }

    @Nested
    class Username {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "dev",
                    "sts:dev",
                    "systemdev",
                    "eks",
                    ":john{{SessionName}}",
                    "jo:hn{{SessionName}}",
                    "john:{{SessionNameRaw}}",
                    "aws-account-{{AccountID}}",
                    "arn:aws:sts::111122223333:assumed-role/other/{{SessionName}}",
                })
        void username_thatMayBe_isShownAsGiven(String username) {
            assertThat(create(r -> r.username(username)).username()).isEqualTo(username);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"john{{SessionName}}", "{{SessionName}}", "{{SessionName}}:x", "john{{SessionNameRaw}}"})
        @UnverifiedAnswer("session-name-without-colon")
        void placeholderOfTheSession_needsAColonBefore(String username) {
            assertThat(refused(r -> r.username(username)))
                    .isEqualTo(invalidParameter(
                            "The username must have a colon somewhere before the session name placeholder"));
        }

        @Test
        void username_isChangedLater_andNeedNotBeUnique() {
            create(r -> r.username("dev"));
            create(r -> r.principalArn(ACCOUNT + "role/ops"));

            assertThat(eks.updateAccessEntry(r -> r.clusterName("prod")
                                    .principalArn(ACCOUNT + "role/ops")
                                    .username("dev"))
                            .accessEntry()
                            .username())
                    .isEqualTo("dev");
        }

        @Test
        @UnverifiedAnswer("length-and-number-of-names")
        void username_hasNoLimitOfLength() {
            assertThat(create(r -> r.username("u".repeat(5000))).username()).hasSize(5000);
        }
    }

    @Nested
    class Groups {

        @Test
        @UnverifiedAnswer("length-and-number-of-names")
        void groups_areKeptAsGiven_inOrderAndRepeated_boundOrNot() {
            List<String> groups = List.of("system", "viewers", "a:b", "viewers", "sts:x", "nobody-binds-this");

            assertThat(create(r -> r.kubernetesGroups(groups)).kubernetesGroups())
                    .isEqualTo(groups);
        }

        @Test
        @UnverifiedAnswer("length-and-number-of-names")
        void groups_haveNoLimitOfNumberOrLength() {
            List<String> groups =
                    IntStream.range(0, 500).mapToObj(i -> i + "g".repeat(300)).toList();

            assertThat(create(r -> r.kubernetesGroups(groups)).kubernetesGroups())
                    .isEqualTo(groups);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "  "})
        @UnverifiedAnswer("blank-group")
        void group_thatIsBlank_isRefused(String group) {
            assertThat(refused(r -> r.kubernetesGroups(group)))
                    .isEqualTo(invalidParameter("A kubernetes group name must not be blank"));
        }
    }

    @Nested
    class Tags {

        @ParameterizedTest(name = "{0}")
        @MethodSource("io.github.accessentries.testkit.behaviour.InputRulesTest#badTags")
        @UnverifiedAnswer("tags-beyond-a-limit")
        void tags_thatBreakALimit_areRefused_onCreationAndLater(
                String cause, Map<String, String> tags, String message) {
            assertThat(refused(r -> r.tags(tags))).isEqualTo(invalidParameter(message));

            String arn = create(r -> {}).accessEntryArn();

            assertThat(refusal(() -> eks.tagResource(r -> r.resourceArn(arn).tags(tags))))
                    .isEqualTo(new Refusal(400, "BadRequestException", message));
            assertThat(eks.listTagsForResource(r -> r.resourceArn(arn)).tags()).isEmpty();
        }

        @Test
        void tags_atTheirLimits_areTaken() {
            Map<String, String> tags = tags(49);
            tags.put("k".repeat(128), "v".repeat(256));

            assertThat(create(r -> r.tags(tags)).tags()).isEqualTo(tags);
            assertThat(create(r -> r.principalArn(ROLE + "2").tags(Map.of("empty", "")))
                            .tags())
                    .containsExactly(Map.entry("empty", ""));
        }

        @Test
        @UnverifiedAnswer("tags-beyond-a-limit")
        void tags_together_areFiftyAtMost() {
            String arn = create(r -> r.tags(tags(50))).accessEntryArn();

            assertThat(refusal(() -> eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("one", "more"))))
                            .message())
                    .isEqualTo("A resource has at most 50 tags");
            eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("key7", "other")));
            assertThat(eks.listTagsForResource(r -> r.resourceArn(arn)).tags())
                    .hasSize(50)
                    .containsEntry("key7", "other");
        }

        @Test
        void tags_changeByTheTagOperations_andNotByAnUpdate() {
            String arn = create(r -> r.tags(Map.of("a", "1", "b", "2"))).accessEntryArn();
            eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("c", "3")));
            eks.untagResource(r -> r.resourceArn(arn).tagKeys("a", "never-there"));

            assertThat(eks.updateAccessEntry(r -> r.clusterName("prod").principalArn(ROLE))
                            .accessEntry()
                            .tags())
                    .isEqualTo(Map.of("b", "2", "c", "3"));
        }

        @ParameterizedTest
        @CsvSource({
            "prod, 400, BadRequestException, The resourceArn parameter format is not valid",
            "arn:aws:eks:us-west-2:111122223333:cluster/none, 404, NotFoundException,"
                    + " The resource arn:aws:eks:us-west-2:111122223333:cluster/none could not be found",
            "arn:aws:eks:eu-west-1:111122223333:cluster/prod, 404, NotFoundException,"
                    + " The resource arn:aws:eks:eu-west-1:111122223333:cluster/prod could not be found",
            "arn:aws:eks:us-west-2:111122223333:access-entry/prod/role/111122223333/dev/0, 404, NotFoundException,"
                    + " The resource arn:aws:eks:us-west-2:111122223333:access-entry/prod/role/111122223333/dev/0"
                    + " could not be found",
        })
        @UnverifiedAnswer("tags-of-nothing")
        void tags_ofWhatIsNot_areRefused(String arn, int status, String code, String message) {
            Refusal refusal = new Refusal(status, code, message);

            assertThat(refusal(() -> eks.listTagsForResource(r -> r.resourceArn(arn))))
                    .isEqualTo(refusal);
            assertThat(refusal(() -> eks.tagResource(r -> r.resourceArn(arn).tags(Map.of("a", "b")))))
                    .isEqualTo(refusal);
            assertThat(refusal(() -> eks.untagResource(r -> r.resourceArn(arn).tagKeys("a"))))
                    .isEqualTo(refusal);
        }
    }

    static Stream<Arguments> badTags() {
        return Stream.of(
                badTag("51 tags", tags(51), "A resource has at most 50 tags"),
                badTag("empty key", Map.of("", "v"), "A tag key must have 1 to 128 characters"),
                badTag("key of 129", Map.of("k".repeat(129), "v"), "A tag key must have 1 to 128 characters"),
                badTag("value of 257", Map.of("k", "v".repeat(257)), "A tag value must have at most 256 characters"),
                badTag(
                        "key of AWS",
                        Map.of("aws:eks:managed", "v"),
                        "A tag key must not begin with aws:: aws:eks:managed"),
                badTag("key of AWS in capitals", Map.of("AWS:x", "v"), "A tag key must not begin with aws:: AWS:x"));
    }

    private static Arguments badTag(String cause, Map<String, String> tags, String message) {
        return Arguments.of(cause, tags, message);
    }

    private static Map<String, String> tags(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));
    }

    @Nested
    class Scope {

        @BeforeEach
        void makeEntry() {
            create(r -> {});
        }

        private List<String> associate(String type, String... namespaces) {
            var scope = eks.associateAccessPolicy(r -> r.clusterName("prod")
                            .principalArn(ROLE)
                            .policyArn(VIEW)
                            .accessScope(s -> s.type(type).namespaces(namespaces)))
                    .associatedAccessPolicy()
                    .accessScope();
            assertThat(scope.typeAsString()).isEqualTo(type);
            return scope.namespaces();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Cluster", "CLUSTER", "Namespace", "galaxy", ""})
        @UnverifiedAnswer("unknown-type-of-scope")
        void type_otherThanClusterOrNamespaceInSmallLetters_isRefused(String type) {
            assertThat(refusal(() -> associate(type)))
                    .isEqualTo(invalidParameter("accessScope type must be one of [cluster, namespace]"));
        }

        @Test
        void clusterScope_takesNoNamespaces_andAnEmptyListIsNone() {
            assertThat(associate("cluster")).isEmpty();
            assertThat(eks.associateAccessPolicy(r -> r.clusterName("prod")
                                    .principalArn(ROLE)
                                    .policyArn(VIEW)
                                    .accessScope(s -> s.type("cluster")))
                            .associatedAccessPolicy()
                            .accessScope()
                            .namespaces())
                    .isEmpty();
            assertThat(refusal(() -> associate("cluster", "a")).code()).isEqualTo("InvalidParameterException");
        }

        @Test
        void namespaceScope_takesOneOrMore_thereOrNot_wildcardsIncluded() {
            String[] namespaces = {"not-there", "dev-*", "*", "a*z", "*-system", "1"};

            assertThat(associate("namespace", namespaces)).containsExactly(namespaces);
            assertThat(refusal(() -> associate("namespace")).code()).isEqualTo("InvalidParameterException");
        }

        @Test
        void namespaces_haveNoLimitOfNumber() {
            String[] namespaces =
                    IntStream.range(0, 500).mapToObj(i -> "team-" + i).toArray(String[]::new);

            assertThat(associate("namespace", namespaces)).containsExactly(namespaces);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Team", "team a", "team_a", "-team", "team-", "", "a.b"})
        @UnverifiedAnswer("malformed-namespace")
        void namespace_thatKubernetesCannotHave_isRefused(String namespace) {
            assertThat(refusal(() -> associate("namespace", namespace)))
                    .isEqualTo(invalidParameter("The namespace " + namespace + " in accessScope is not valid"));
        }

        @Test
        void namespace_hasSixtyThreeCharactersAtMost() {
            associate("namespace", "n".repeat(63));
            assertThat(refusal(() -> associate("namespace", "n".repeat(64))).code())
                    .isEqualTo("InvalidParameterException");
        }
    }

    @Nested
    class Pages {

        private final Map<String, Consumer<Page>> lists = Map.of(
                "ListAccessEntries",
                page -> eks.listAccessEntries(
                        r -> r.clusterName("prod").maxResults(page.size()).nextToken(page.token())),
                "ListAssociatedAccessPolicies",
                page -> eks.listAssociatedAccessPolicies(r -> r.clusterName("prod")
                        .principalArn(ROLE)
                        .maxResults(page.size())
                        .nextToken(page.token())),
                "ListAccessPolicies",
                page -> eks.listAccessPolicies(r -> r.maxResults(page.size()).nextToken(page.token())),
                "ListClusters",
                page -> eks.listClusters(r -> r.maxResults(page.size()).nextToken(page.token())));

        private record Page(
                @Nullable Integer size, @Nullable String token) {}

        @BeforeEach
        void makeEntry() {
            create(r -> {});
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"ListAccessEntries", "ListAssociatedAccessPolicies", "ListAccessPolicies", "ListClusters"})
        @UnverifiedAnswer("max-results")
        void page_ofOneToAHundred_isAnswered_andAnotherRefused(String operation) {
            Consumer<Page> list = requireNonNull(lists.get(operation));

            assertThatCode(() -> list.accept(new Page(1, null))).doesNotThrowAnyException();
            assertThatCode(() -> list.accept(new Page(100, null))).doesNotThrowAnyException();
            for (int size : new int[] {0, -1, 101}) {
                assertThat(refusal(() -> list.accept(new Page(size, null))))
                        .isEqualTo(invalidParameter("maxResults must be between 1 and 100"));
            }
            for (String token : List.of("?!", "AAAA", "a".repeat(1000))) {
                assertThat(refusal(() -> list.accept(new Page(null, token))))
                        .isEqualTo(invalidParameter("The nextToken parameter is not valid"));
            }
        }

        @Test
        void page_withoutASize_hasAHundred() {
            IntStream.range(0, 101).forEach(i -> create(r -> r.principalArn(ROLE + i)));

            var first = eks.listAccessEntries(r -> r.clusterName("prod"));
            var last = eks.listAccessEntries(r -> r.clusterName("prod").nextToken(first.nextToken()));

            assertThat(first.accessEntries()).hasSize(100);
            assertThat(first.nextToken()).isNotNull();
            assertThat(last.accessEntries()).hasSize(2);
            assertThat(last.nextToken()).isNull();
            List<String> all = new ArrayList<>(first.accessEntries());
            all.addAll(last.accessEntries());
            assertThat(all).doesNotHaveDuplicates();
        }
    }
}
