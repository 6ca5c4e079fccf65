package io.github.accessentries.iac;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries whose policies are not all known are left out; policies that may be anybody's say so. */
class TerraformUnknownPoliciesTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/";
    private static final String POLICY = "arn:aws:eks::aws:cluster-access-policy/";
    private static final List<String> POLICIES = List.of("AmazonEKSViewPolicy", "AmazonEKSEditPolicy");
    private static final List<String> CLUSTERS = List.of("prod", "stage");
    private static final List<String> PRINCIPALS = List.of("a", "b", "c");
    private static final String UNKNOWN = "?";

    /** A policy of an entry; what is unknown has a question mark, and so has what is there without being read. */
    private record Association(String name, String cluster, String principal, String policy, String fate) {

        boolean isKnown() {
            return !List.of(cluster, principal, policy, fate).contains(UNKNOWN);
        }

        boolean mayBeOf(String otherCluster, String otherPrincipal) {
            return principal.equals(otherPrincipal) && (cluster.equals(otherCluster) || cluster.equals(UNKNOWN));
        }

        String address() {
            return "aws_eks_access_policy_association." + name;
        }
    }

    static LongStream seeds() {
        return Seeds.of(60);
    }

    private static List<Association> associations(Random random) {
        List<Association> associations = new ArrayList<>();
        TreeSet<String> taken = new TreeSet<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            Association association = new Association(
                    "x" + i,
                    any(CLUSTERS, random),
                    any(PRINCIPALS, random),
                    any(POLICIES, random),
                    random.nextInt(6) == 0 ? UNKNOWN : "");
            if (taken.add(association.cluster() + association.principal() + association.policy())) {
                associations.add(association);
            }
        }
        return associations;
    }

    private static String any(List<String> values, Random random) {
        return random.nextInt(6) == 0 ? UNKNOWN : values.get(random.nextInt(values.size()));
    }

    /** By looking at each entry with each association. */
    private static List<String> expected(List<Association> associations) {
        return CLUSTERS.stream()
                .flatMap(cluster -> PRINCIPALS.stream()
                        .filter(principal -> associations.stream()
                                .noneMatch(each -> !each.isKnown() && each.mayBeOf(cluster, principal)))
                        .map(principal -> cluster + " " + principal
                                + associations.stream()
                                        .filter(each -> each.isKnown() && each.mayBeOf(cluster, principal))
                                        .map(Association::policy)
                                        .sorted()
                                        .toList()))
                .toList();
    }

    private static void check(String document, List<Association> associations) {
        Imported imported = AccessFormat.terraform().read(document, Map.of());

        List<String> carried = imported.clusters().entrySet().stream()
                .flatMap(cluster -> cluster.getValue().entries().stream()
                        .map(entry -> cluster.getKey() + " "
                                + entry.principal().toString().substring(ROLE.length())
                                + entry.policies().keySet().stream()
                                        .map(policy -> policy.name())
                                        .sorted()
                                        .toList()))
                .toList();
        assertThat(carried).as(document).containsExactlyInAnyOrderElementsOf(expected(associations));
        for (Association association : associations) {
            List<String> told = imported.omissions().stream()
                    .filter(omission -> omission.place().endsWith(association.address()))
                    .map(Omission::reason)
                    .toList();
            if (!association.isKnown()) {
                String anybodys = "may belong to any entry of "
                        + (association.cluster().equals(UNKNOWN) ? "any cluster" : association.cluster());
                assertThat(told)
                        .as(document)
                        .singleElement()
                        .satisfies(reason -> assertThat(reason.contains(anybodys))
                                .isEqualTo(association.principal().equals(UNKNOWN)));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void configuration_isReadWithoutEntriesThatMayLackAPolicy(long seed) {
        List<Association> associations = associations(new Random(seed));
        String entries = entries("\"%1$s_%2$s\": {\"cluster_name\": \"%1$s\", \"principal_arn\": \"%3$s%2$s\"}");

        check(
                "{\"resource\": {\"aws_eks_access_entry\": {" + entries
                        + "}, \"aws_eks_access_policy_association\": {"
                        + associations.stream()
                                .map(TerraformUnknownPoliciesTest::configured)
                                .collect(joining(",\n")) + "}}}",
                associations);
    }

    private static String configured(Association association) {
        return "\"%s\": {\"cluster_name\": %s, \"principal_arn\": %s, \"policy_arn\": %s, %s\"access_scope\": {\"type\": \"cluster\"}}"
                .formatted(
                        association.name(),
                        written("", association.cluster()),
                        written(ROLE, association.principal()),
                        written(POLICY, association.policy()),
                        association.fate().equals(UNKNOWN) ? "\"for_each\": \"${toset(data.x.y.z)}\", " : "");
    }

    private static String written(String prefix, String value) {
        return value.equals(UNKNOWN) ? "\"${data.x.y.z}\"" : "\"" + prefix + value + "\"";
    }

    private static String entries(String each) {
        return CLUSTERS.stream()
                .flatMap(cluster -> PRINCIPALS.stream().map(principal -> each.formatted(cluster, principal, ROLE)))
                .collect(joining(",\n"));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void plan_isReadWithoutEntriesThatMayLackAPolicy(long seed) {
        Random random = new Random(seed);
        List<Association> associations = associations(random);
        List<String> resources = new ArrayList<>(List.of(entries("{\"address\": \"aws_eks_access_entry.%1$s_%2$s\","
                + " \"type\": \"aws_eks_access_entry\", \"values\": {\"cluster_name\": \"%1$s\", \"principal_arn\":"
                + " \"%3$s%2$s\", \"type\": \"STANDARD\", \"kubernetes_groups\": [], \"user_name\": \"\"}}")));
        List<String> changes = new ArrayList<>();
        List<String> deferred = new ArrayList<>();
        for (Association association : associations) {
            String what =
                    "\"address\": \"" + association.address() + "\", \"type\": \"aws_eks_access_policy_association\", ";
            String values = values(association);
            if (!association.fate().equals(UNKNOWN)) {
                resources.add("{" + what + "\"values\": " + values + "}");
            } else if (random.nextBoolean()) {
                changes.add("{" + what + "\"change\": {\"actions\": [\"forget\"], \"before\": " + values + "}}");
            } else {
                deferred.add("{\"resource_change\": {" + what + "\"change\": {\"after\": " + values + "}}}");
            }
        }

        check(
                "{\"format_version\": \"1.2\", \"planned_values\": {\"root_module\": {\"resources\": ["
                        + String.join(",\n", resources) + "]}}, \"resource_changes\": ["
                        + String.join(",\n", changes) + "], \"deferred_changes\": ["
                        + String.join(",\n", deferred) + "]}",
                associations);
    }

    private static String values(Association association) {
        List<String> names = List.of("cluster_name", "principal_arn", "policy_arn");
        List<String> values = List.of(association.cluster(), association.principal(), association.policy());
        List<String> prefixes = List.of("", ROLE, POLICY);
        return IntStream.range(0, names.size())
                .filter(i -> !values.get(i).equals(UNKNOWN))
                .mapToObj(i -> "\"" + names.get(i) + "\": \"" + prefixes.get(i) + values.get(i) + "\"")
                .collect(joining(", ", "{", ", \"access_scope\": [{\"type\": \"cluster\"}]}"))
                .replace("{, ", "{");
    }
}
