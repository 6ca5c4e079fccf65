package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is large, deep or goes round in circles is read, or told, in no time. */
class TerraformLimitsTest {

    private static final int MEBI = 1 << 20;

    private static final String ENTRY = """
            {"address": "aws_eks_access_entry.e%1$d", "mode": "managed", "type": "aws_eks_access_entry", "values": {
              "cluster_name": "prod", "principal_arn": "arn:aws:iam::111122223333:role/e%1$d", "type": "STANDARD"}},
            """;

    @Test
    @Tag("slow")
    void stateOf64Mebi_isRead_whateverElseItHas() {
        String other =
                "{\"address\": \"aws_instance.x\", \"mode\": \"managed\", \"type\": \"aws_instance\", \"values\": {"
                        + IntStream.range(0, 1000)
                                .mapToObj(i -> "\"a" + i + "\": [" + i + "]")
                                .collect(joining(", ")) + "}},\n";
        StringBuilder state =
                new StringBuilder("{\"format_version\": \"1.0\", \"values\": {\"root_module\": {\"resources\": [\n");
        int entries = 0;
        while (state.length() < 63 * MEBI) {
            state.append(ENTRY.formatted(entries)).append(other.repeat(50));
            entries++;
        }
        state.append("{\"type\": \"aws_vpc\", \"values\": {}}]}}}");

        Imported imported = AccessFormat.terraform().read(state.toString(), Map.of());

        assertThat(requireNonNull(imported.clusters().get("prod")).entries()).hasSize(entries);
        assertThat(imported.omissions()).isEmpty();
    }

    @Test
    void longerState_isRefused() {
        String state = "{\"format_version\": \"1.0\"" + " ".repeat(64 * MEBI) + "}";

        assertThatThrownBy(() -> AccessFormat.terraform().read(state, Map.of()))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("is longer than " + 64 * MEBI + " characters");
    }

    @Test
    void modulesOfModules_areRead_upToTheDepthOfAnyDocument() {
        assertThat(AccessFormat.terraform().read(modules(60), Map.of()).clusters())
                .containsOnlyKeys("prod");
        assertThatThrownBy(() -> AccessFormat.terraform().read(modules(5000), Map.of()))
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("is deeper than");
    }

    private static String modules(int depth) {
        return "{\"format_version\": \"1.0\", \"values\": {\"root_module\": " + "{\"child_modules\": [".repeat(depth)
                + "{\"resources\": [" + ENTRY.formatted(1).strip().replaceAll(",$", "") + "]}" + "]}".repeat(depth)
                + "}}";
    }

    private static String entryWith(String principal, String rest) {
        return "{\"resource\": {\"aws_eks_access_entry\": {\"x\": {\"cluster_name\": \"prod\", \"principal_arn\": \""
                + principal + "\"}}}" + rest + "}";
    }

    private static String chain(int length, String text) {
        return IntStream.range(0, length)
                .mapToObj(i -> "\"l" + i + "\": \"" + text.replace("NEXT", "${local.l" + (i + 1) + "}") + "\"")
                .collect(joining(", ", ", \"locals\": {", ", \"l" + length + "\": \"x\"}"));
    }

    static Stream<Arguments> whatLeadsNowhere() {
        return Stream.of(
                Arguments.of("a chain of locals", entryWith("${local.l0}", chain(20_000, "NEXT"))),
                Arguments.of("a text of texts", entryWith("${local.l0}", chain(60, "NEXTNEXT"))),
                Arguments.of("brackets", entryWith("${" + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "}", "")),
                Arguments.of("templates", entryWith("${\\\"".repeat(20_000) + "\\\"}".repeat(20_000), "")),
                Arguments.of("no end", entryWith("${".repeat(20_000), "")),
                Arguments.of(
                        "itself",
                        entryWith("${local.a}", ", \"locals\": {\"a\": \"${local.b}\", \"b\": [\"${local.a}\"]}")),
                Arguments.of("its own instance", entryWith("${aws_eks_access_entry.x.principal_arn}", "")),
                Arguments.of("a large count", entryWith("x\", \"count\": 999999999, \"type\": \"", "")),
                Arguments.of(
                        "its own keys",
                        entryWith(
                                "x\", \"for_each\": \"${toset([aws_eks_access_entry.x[0].type])}\", \"type\": \"",
                                "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatLeadsNowhere")
    void whatLeadsNowhere_isNamed(String what, String configuration) {
        Imported imported = AccessFormat.terraform().read(configuration, Map.of());

        assertThat(imported.clusters()).isEmpty();
        assertThat(imported.omissions())
                .as(what)
                .singleElement()
                .extracting(Omission::place)
                .asString()
                .endsWith("aws_eks_access_entry.x");
    }

    @Test
    void nameThatLeadsToItself_isToldPlain() {
        String configuration = """
                {"resource": {
                  "aws_iam_role": {"r": {"for_each": "${toset([\\"\\u202ebob\\"])}", "arn": "${aws_iam_role.r[\\"\\u202ebob\\"].arn}"}},
                  "aws_eks_access_entry": {"x": {"cluster_name": "prod",
                    "principal_arn": "${aws_iam_role.r[\\"\\u202ebob\\"].arn}"}}}}
                """;

        assertThat(AccessFormat.terraform().read(configuration, Map.of()).omissions())
                .singleElement()
                .extracting(Omission::reason)
                .asString()
                .startsWith("refers to aws_iam_role.r[")
                .endsWith("bob].arn, which refers to itself")
                .satisfies(reason -> assertThat(PlainText.of(reason)).isEqualTo(reason));
    }

    @Test
    @Tag("slow")
    void hundredThousandEntries_areReadWithTheirPolicies() {
        String names =
                IntStream.range(0, 100_000).mapToObj(i -> "\"r" + i + "\"").collect(joining(","));
        String configuration = """
                {"locals": {"names": [%s]}, "resource": {
                  "aws_eks_access_entry": {"x": {"for_each": "${toset(local.names)}", "cluster_name": "prod",
                    "principal_arn": "arn:aws:iam::111122223333:role/${each.key}"}},
                  "aws_eks_access_policy_association": {"x": {"for_each": "${toset(local.names)}", "cluster_name": "prod",
                    "principal_arn": "${aws_eks_access_entry.x[each.key].principal_arn}",
                    "policy_arn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
                    "access_scope": {"type": "cluster"}}}}}
                """.formatted(names);

        Imported imported = AccessFormat.terraform().read(configuration, Map.of());

        assertThat(requireNonNull(imported.clusters().get("prod")).entries())
                .hasSize(100_000)
                .allSatisfy(entry -> assertThat(entry.policies()).hasSize(1));
    }

    @Test
    void secretOfAProvider_isInNoMessage() {
        String configuration = """
                {"provider": {"aws": [{"access_key": "AKIAEXAMPLE", "secret_key": "hush"}, {"alias": "b"}]},
                 "resource": {"aws_eks_access_entry": {
                   "a": {"cluster_name": "prod", "principal_arn": "arn:aws:iam::111122223333:role/a"},
                   "b": {"cluster_name": "prod", "principal_arn": "arn:aws:iam::111122223333:role/b", "provider": "aws.b"}}}}
                """;

        List<Omission> omissions =
                AccessFormat.terraform().read(configuration, Map.of()).omissions();

        assertThat(omissions).hasSize(2).asString().contains("several accounts").doesNotContain("hush", "AKIA");
    }
}
