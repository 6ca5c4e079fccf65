package io.github.accessentries.internal.calls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.RateLimit;
import io.github.accessentries.plan.DesiredEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of EKS with status 200 that are not what its documentation promises. */
class OddAnswersTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final String LIST_OF_POLICIES = "/access-policies";
    private static final String VIEW = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy";
    private static final String NO_POLICIES = "{\"associatedAccessPolicies\":[]}";
    private static final String ENTRY = "{\"accessEntry\":{\"clusterName\":\"prod\",\"principalArn\":\"" + DEV
            + "\",\"type\":\"STANDARD\",\"username\":\"dev\",\"kubernetesGroups\":[\"a\"]}}";

    /** Answers that say nothing, whatever was asked. */
    static Stream<String> sayingNothing() {
        return Stream.of(
                "{}",
                "null",
                "[]",
                "7",
                "\"text\"",
                "",
                " ",
                "{",
                "<html>Log in first</html>",
                "{\"message\":\"hello\"}",
                "{\"accessEntries\":null,\"accessEntry\":null,\"associatedAccessPolicies\":null,\"accessPolicies\":null,"
                        + "\"cluster\":null,\"update\":null,\"associatedAccessPolicy\":null}",
                "{\"accessEntries\":7,\"accessEntry\":7,\"associatedAccessPolicies\":7,\"accessPolicies\":7,"
                        + "\"cluster\":7,\"update\":7,\"associatedAccessPolicy\":7}",
                "{\"accessEntries\":\"a\",\"accessEntry\":\"a\",\"associatedAccessPolicies\":\"a\",\"accessPolicies\":"
                        + "\"a\",\"cluster\":\"a\",\"update\":\"a\",\"associatedAccessPolicy\":\"a\"}",
                "{\"accessEntries\":{},\"accessEntry\":[],\"associatedAccessPolicies\":{},\"accessPolicies\":{},"
                        + "\"cluster\":[],\"update\":[],\"associatedAccessPolicy\":[]}",
                "{\"accessEntries\":[null],\"associatedAccessPolicies\":[null],\"accessPolicies\":[null]}",
                "{\"accessEntries\":[\" \"],\"associatedAccessPolicies\":[7],\"accessPolicies\":[[]]}",
                "{\"accessEntries\":[\"\"],\"associatedAccessPolicies\":[{}],\"accessPolicies\":[{}],\"update\":{}}");
    }

    private static final Map<String, Function<EksCalls, Object>> CALLS = Map.of(
            "ListAccessEntries", EksCalls::principals,
            "ListAccessPolicies", EksCalls::policies,
            "DescribeCluster", EksCalls::facts,
            "DescribeAccessEntry", calls -> calls.find(DEV),
            "CreateAccessEntry", calls -> calls.create(DesiredEntry.builder(DEV).build()),
            "UpdateAccessEntry", calls -> calls.update(DEV, "dev", Set.of()),
            "AssociateAccessPolicy", calls -> calls.associate(DEV, AccessPolicy.VIEW, AccessScope.clusterWide()),
            "UpdateClusterConfig", calls -> calls.changeMode(AuthenticationMode.API));

    static Stream<Arguments> everyCallAndAnswer() {
        return CALLS.keySet().stream()
                .sorted()
                .flatMap(call -> sayingNothing().map(answer -> Arguments.of(call, answer)));
    }

    private static EksCalls calls(Function<String, String> answerByPath) {
        AnsweringEks eks = new AnsweringEks(request -> answerByPath.apply(request.encodedPath()));
        return EksCalls.of(eks.client(), "prod", RateLimit.none());
    }

    @ParameterizedTest
    @MethodSource("everyCallAndAnswer")
    void answerThatSaysNothing_isAnErrorOfTheFamily_andNeverNothing(String call, String answer) {
        EksCalls calls = calls(path -> answer);

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> requireNonNull(CALLS.get(call)).apply(calls))
                .withMessageStartingWith("Could not ")
                .satisfies(failure -> assertThat(failure.context().cluster()).contains("prod"));
    }

    @Test
    void changeThatEksAnswersOtherwiseThanAsked_isAnError_thatShowsBoth() {
        EksCalls calls = calls(path -> path.endsWith(LIST_OF_POLICIES)
                ? "{\"associatedAccessPolicy\":{\"policyArn\":\"arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy\","
                        + "\"accessScope\":{\"type\":\"cluster\"}}}"
                : "{\"accessEntry\":{\"clusterName\":\"prod\",\"principalArn\":\"" + DEV
                        + "\",\"type\":\"STANDARD\",\"username\":\"zzz\",\"kubernetesGroups\":[\"evil\"]}}");

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> calls.associate(DEV, AccessPolicy.EDIT, AccessScope.namespaces(List.of("team-a"))))
                .withMessageContainingAll(
                        "AmazonEKSEditPolicy in namespace team-a", "AmazonEKSViewPolicy cluster-wide");
        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> calls.update(DEV, "dev", Set.of("team-a")))
                .withMessageContainingAll("dev in groups [team-a]", "zzz", "evil");
        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() ->
                        calls.create(DesiredEntry.builder(DEV).groups("team-a").build()))
                .withMessageContainingAll("groups [team-a]", "evil");
    }

    @ParameterizedTest
    @MethodSource("sayingNothing")
    void policiesOfAnEntryThatAreNotTold_areNotNone(String answer) {
        EksCalls calls = calls(path -> path.endsWith(LIST_OF_POLICIES) ? answer : ENTRY);

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> calls.find(DEV))
                .withMessageStartingWith("Could not read the access policies of " + DEV);
    }

    @ParameterizedTest
    @MethodSource("sayingNothing")
    void updateThatIsNotTold_isNeverOver(String answer) {
        EksCalls calls = calls(path -> answer);

        try {
            UpdateState state = calls.update("u");
            assertThat(state.isSuccessful() || state.isOver()).isFalse();
        } catch (AccessEntriesException e) {
            assertThat(e).hasMessageStartingWith("Could not read update u");
        }
    }

    @Test
    void updateOfAnotherId_isNotTheOneThatWasAskedFor() {
        EksCalls calls = calls(path -> "{\"update\":{\"id\":\"other\",\"status\":\"Successful\"}}");

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> calls.update("u"))
                .withMessageContainingAll("Could not read update u of cluster prod", "It is about update other");
    }

    @Test
    void clusterThatCannotBeRead_isNamedOnce() {
        EksCalls calls = calls(path -> "{}");

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(calls::facts)
                .withMessageStartingWith("Could not read cluster prod: ");
    }

    private static AccessEntry found(String entry, String policies) {
        return calls(path -> path.endsWith(LIST_OF_POLICIES) ? policies : entry)
                .find(DEV)
                .orElseThrow();
    }

    @Test
    void entryWithNullMembers_isReadAsFarAsItGoes() {
        AccessEntry entry = found("""
                {"accessEntry":{"clusterName":null,"principalArn":null,"type":null,"username":null,
                 "kubernetesGroups":[null,"a",null],"tags":{"gone":null,"kept":"yes"},"createdAt":null}}""", NO_POLICIES);

        assertThat(entry.principal()).isEqualTo(DEV);
        assertThat(entry.cluster()).isEqualTo("prod");
        assertThat(entry.groups()).containsExactly("a");
        assertThat(entry.tags()).containsOnly(Map.entry("kept", "yes"));
    }

    @Test
    void typesScopesAndPoliciesOfTomorrow_areShownAsTheyAre() {
        AccessEntry entry = found(ENTRY.replace("STANDARD", "Robot v2"), """
                {"associatedAccessPolicies":[
                  {"policyArn":"arn:aws:eks:us-west-2:aws:cluster-access-policy/v2/Reader","accessScope":{"type":"cluster"}},
                  {"policyArn":"%s","accessScope":{"type":"label","namespaces":["tier=web",null]}}]}""".formatted(VIEW));

        assertThat(entry.type()).isEqualTo(EntryType.fromEks("Robot v2"));
        assertThat(entry.policies())
                .extracting(association -> association.policy().arnIn("aws"), PolicyAssociation::scope)
                .contains(
                        tuple(VIEW, AccessScope.of("label", Set.of("tier=web"))),
                        tuple("arn:aws:eks:us-west-2:aws:cluster-access-policy/v2/Reader", AccessScope.clusterWide()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"policyArn\":\"%s\"}",
                "{\"policyArn\":\"%s\",\"accessScope\":null}",
                "{\"policyArn\":\"%s\",\"accessScope\":{}}"
            })
    void associationWithoutAScope_holdsNowhere_butIsShown(String association) {
        AccessEntry entry = found(ENTRY, "{\"associatedAccessPolicies\":[" + association.formatted(VIEW) + "]}");

        AccessScope scope = entry.scopeOf(AccessPolicy.VIEW).orElseThrow();
        assertThat(scope.isClusterWide()).isFalse();
        assertThat(scope.includes("team-a")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'namespace','namespaces':['a']} | {'type':'namespace','namespaces':['b']} | in namespaces a, b",
                "{'type':'namespace','namespaces':['a']} | {'type':'cluster'}                      | cluster-wide",
                "{'type':'cluster'}                      | {'type':'cluster'}                      | cluster-wide",
                "{'type':'namespace','namespaces':['a']} | {'type':'label','namespaces':['b']}     | in scope namespace+label a, b",
            })
    void policyListedTwice_countsOnce_withBothScopes(String one, String other, String both) {
        String twice = "{\"associatedAccessPolicies\":[{\"policyArn\":\"%1$s\",\"accessScope\":%2$s},"
                + "{\"policyArn\":\"%1$s\",\"accessScope\":%3$s}]}";

        AccessEntry entry = found(ENTRY, twice.formatted(VIEW, one, other).replace('\'', '"'));

        assertThat(entry.policies()).hasSize(1);
        assertThat(entry.scopeOf(AccessPolicy.VIEW).orElseThrow()).hasToString(both);
    }

    @Test
    void entryOfSomebodyElse_isNotTakenForTheOneAskedFor() {
        String ofAna = ENTRY.replace("role/dev", "user/ana");

        assertThatExceptionOfType(AccessEntriesException.class)
                .isThrownBy(() -> found(ofAna, NO_POLICIES))
                .withMessageContainingAll("cannot read the answer", "user/ana");
    }

    @Test
    void principalOnTwoPages_isListedOnce() {
        EksCalls calls = calls(path -> "{\"accessEntries\":[\"" + DEV + "\",\"" + DEV + "\"]}");

        assertThat(calls.principals()).containsExactly(DEV);
    }

    @Test
    void repeatedNextToken_endsEveryListWithAnError() {
        EksCalls calls = calls(path -> "{\"accessEntries\":[],\"associatedAccessPolicies\":[],\"accessPolicies\":[],"
                + "\"accessEntry\":{},\"nextToken\":\"again\"}");

        for (String list : Set.of("ListAccessEntries", "ListAccessPolicies", "DescribeAccessEntry")) {
            assertThatExceptionOfType(AccessEntriesException.class)
                    .isThrownBy(() -> requireNonNull(CALLS.get(list)).apply(calls))
                    .withMessageContaining("same nextToken twice");
        }
    }

    @Test
    void emptyNextToken_isTheEndOfTheList() {
        assertThat(calls(path -> "{\"accessEntries\":[\"" + DEV + "\"],\"nextToken\":\"\"}")
                        .principals())
                .containsExactly(DEV);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'version':'1.22','platformVersion':'eks.1'}                                              | CONFIG_MAP",
                "{'version':'1.34','platformVersion':'eks.5'}                                              | UNKNOWN",
                "{}                                                                                        | UNKNOWN",
                "{'version':'1.34','platformVersion':'eks.5','accessConfig':{}}                            | UNKNOWN",
                "{'version':'1.34','platformVersion':'eks.5','accessConfig':{'authenticationMode':null}}   | UNKNOWN",
                "{'version':'1.34','platformVersion':'eks.5','accessConfig':{'authenticationMode':'IAM'}}  | UNKNOWN",
                "{'version':'1.34','platformVersion':'eks.5','accessConfig':{'authenticationMode':'API'}}  | API",
            })
    void modeThatIsNotTold_isTheOldOneOnlyOnAnOldCluster(String cluster, AuthenticationMode mode) {
        EksCalls calls = calls(path -> "{\"cluster\":" + cluster.replace('\'', '"') + "}");

        assertThat(calls.facts().mode()).isEqualTo(mode);
    }

    @Test
    void clientThatFailsByItself_isAnErrorOfTheFamily() {
        EksCalls closed = calls(path -> {
            throw new IllegalStateException("Connection pool shut down");
        });

        CALLS.forEach((name, call) ->
                assertThatExceptionOfType(AccessEntriesException.class).as(name).isThrownBy(() -> call.apply(closed)));
    }
}
