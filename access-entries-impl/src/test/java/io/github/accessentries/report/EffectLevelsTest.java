package io.github.accessentries.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.Seeds;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a comparison says of levels is what the reports on both models say. */
class EffectLevelsTest {

    private static final List<String> NAMESPACES = List.of("team-a", "team-b", "prod");
    private static final List<String> SCOPES = List.of("team-a", "team-b", "team-*", "*", "prod", "*-a", "a*");
    private static final List<AccessPolicy> POLICIES = List.of(
            AccessPolicy.VIEW,
            AccessPolicy.EDIT,
            AccessPolicy.ADMIN,
            AccessPolicy.CLUSTER_ADMIN,
            AccessPolicy.ADMIN_VIEW);
    private static final List<Rule> RULES = List.of(
            rule("*", "*", "*"),
            rule("get", "", "secrets"),
            rule("*", "", "*"),
            rule("get", "*", "*"),
            rule("list", "", "pods"));

    private static Rule rule(String verb, String group, String resource) {
        return Rule.builder()
                .addVerbs(verb)
                .addApiGroups(group)
                .addResources(resource)
                .build();
    }

    static LongStream seeds() {
        return Seeds.of(50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void levels_areThoseOfTheReports(long seed) {
        Random random = new Random(seed);
        AccessModel earlier = model(random);
        AccessModel later = model(random);
        ModelComparison comparison = earlier.compare(later);
        EffectLevels levels = new EffectLevels(comparison);
        Map<String, ReportRow> before = rows(earlier);
        Map<String, ReportRow> after = rows(later);

        for (SubjectComparison change : comparison.changes()) {
            String subject = change.subject().toString();
            EffectLevels.Steps steps = levels.of(change);
            Standing everywhereBefore = standing(before, subject, "");
            Standing everywhereAfter = standing(after, subject, "");

            assertThat(steps.everywhere())
                    .as("%s everywhere", subject)
                    .isEqualTo(
                            everywhereBefore.equals(everywhereAfter)
                                    ? null
                                    : new EffectLevels.Step(everywhereBefore, everywhereAfter));
            for (String namespace : NAMESPACES) {
                EffectLevels.Step there = new EffectLevels.Step(
                        standing(before, subject, namespace), standing(after, subject, namespace));
                boolean told = steps.elsewhere().values().stream().anyMatch(places -> places.contains(namespace));
                if (told) {
                    assertThat(steps.elsewhere().get(there))
                            .as("%s in %s: %s", subject, namespace, steps)
                            .contains(namespace);
                }
                if (!there.before().equals(there.after())
                        && !there.equals(new EffectLevels.Step(everywhereBefore, everywhereAfter))) {
                    assertThat(steps.elsewhere())
                            .as("%s in %s: something is told of its step", subject, namespace)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void whatIsUnknownOfASubject_makesItsLevelsIncomplete_andNobodyElses() {
        AccessModel earlier =
                ClusterAccess.of(List.of(entry("dev", AccessPolicy.EDIT), entry("dev2", AccessPolicy.EDIT)));
        AccessModel later = ClusterAccess.of(
                List.of(entry("dev", AccessPolicy.of("AmazonEKSUnknownPolicy")), entry("dev2", AccessPolicy.VIEW)));
        ModelComparison comparison = earlier.compare(later);
        EffectLevels levels = new EffectLevels(comparison);

        assertThat(comparison.changes())
                .extracting(change -> levels.of(change).inWords())
                .containsExactly("edit? -> none? in team-a", "edit -> view in team-a");
    }

    private static AccessEntry entry(String name, AccessPolicy policy) {
        return AccessEntry.builder()
                .cluster("prod")
                .principal(PrincipalArn.role("111122223333", name))
                .username(name)
                .addPolicies(PolicyAssociation.of(policy, AccessScope.namespaces("team-a")))
                .build();
    }

    private static Map<String, ReportRow> rows(AccessModel model) {
        Map<String, ReportRow> rows = new HashMap<>();
        AccessReport.of(model).rows().forEach(row -> rows.put(row.subject().toString(), row));
        return rows;
    }

    private static Standing standing(Map<String, ReportRow> rows, String subject, String namespace) {
        ReportRow row = rows.get(subject);
        if (row == null) {
            return Standing.builder()
                    .level(Level.NONE)
                    .more(false)
                    .incomplete(false)
                    .build();
        }
        return namespace.isEmpty() ? row.everywhere() : row.in(namespace);
    }

    private static AccessModel model(Random random) {
        List<AccessEntry> entries = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            List<PolicyAssociation> policies = new ArrayList<>();
            for (AccessPolicy policy : POLICIES) {
                if (random.nextInt(4) == 0) {
                    policies.add(PolicyAssociation.of(
                            policy,
                            random.nextInt(4) == 0
                                    ? AccessScope.clusterWide()
                                    : AccessScope.namespaces(one(SCOPES, random), one(SCOPES, random))));
                }
            }
            if (random.nextInt(5) > 0) {
                entries.add(AccessEntry.builder()
                        .cluster("prod")
                        .principal(PrincipalArn.role("111122223333", "dev" + i))
                        .username("dev" + i)
                        .addGroups("group" + random.nextInt(2))
                        .policies(policies)
                        .build());
            }
        }
        List<RbacRole> roles = new ArrayList<>();
        List<RbacBinding> bindings = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            roles.add(RbacRole.clusterRole("role" + i, one(RULES, random)));
            bindings.add(
                    random.nextBoolean()
                            ? RbacBinding.clusterWide("binding" + i, "role" + i, "group" + random.nextInt(2))
                            : RbacBinding.inNamespace(
                                    one(NAMESPACES, random), "binding" + i, "role" + i, "group" + random.nextInt(2)));
        }
        RbacObjects.Builder objects = RbacObjects.builder();
        return ClusterAccess.builder()
                .entries(entries)
                .rbac(objects.roles(roles)
                        .bindings(bindings)
                        .namespaces(NAMESPACES)
                        .build())
                .build();
    }

    private static <T> T one(List<T> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }
}
