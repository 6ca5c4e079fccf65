package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.EksAccessEntries;
import io.github.accessentries.iac.AccessFormat;
import io.github.accessentries.iac.Exported;
import io.github.accessentries.iac.Imported;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a cluster has, written for a tool and read back, asks for no change of that cluster. */
class FormatsOnClustersTest {

    private static final Map<String, AccessFormat> FORMATS = Map.of(
            "CloudFormation", AccessFormat.cloudFormation(),
            "Terraform", AccessFormat.terraform(),
            "eksctl", AccessFormat.eksctl(),
            "ACK", AccessFormat.ack(),
            "Crossplane", AccessFormat.crossplane(),
            "Pulumi", AccessFormat.pulumi());

    private static final List<PrincipalArn> PRINCIPALS = List.of(
            PrincipalArn.role("111122223333", "dev"),
            PrincipalArn.role("111122223333", "team/a/dev-2"),
            PrincipalArn.role("444455556666", "dev"),
            PrincipalArn.role("111122223333", "a+b=c,d.e@f-g_h"),
            PrincipalArn.role("111122223333", "123"),
            PrincipalArn.role("111122223333", "aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef"),
            PrincipalArn.of("arn:aws:iam::111122223333:user/people/nia"));

    private static final List<AccessScope> SCOPES = List.of(
            AccessScope.clusterWide(),
            AccessScope.namespaces("a"),
            AccessScope.namespaces("b", "a"),
            AccessScope.namespaces("a-*", "*-b"));

    private static final List<EntryType> TYPES = List.of(
            EntryType.STANDARD, EntryType.STANDARD, EntryType.STANDARD, EntryType.EC2_LINUX, EntryType.FARGATE_LINUX);

    private static final List<String> TEXTS =
            List.of("plain", "{{SessionName}}", "${a}", "$${a}", "%{if}", "yes", "0123", "a: b", "é \"q\" 'r'", "#no");

    static Stream<Arguments> formatsAndSeeds() {
        return FORMATS.keySet().stream()
                .sorted()
                .flatMap(format -> LongStream.range(0, 12).mapToObj(seed -> Arguments.of(format, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("formatsAndSeeds")
    void whatAClusterHas_writtenAndRead_asksForNoChange(String name, long seed) {
        AccessFormat format = requireNonNull(FORMATS.get(name));
        RandomGenerator random = new SplittableRandom(seed);
        try (FakeEks fake = FakeEks.builder().signatureChecks(false).build()) {
            fake.createCluster("prod");
            EksAccessEntries prod = EksAccessEntries.builder()
                    .cluster("prod")
                    .eksClient(fake.eksClient())
                    .build();
            PRINCIPALS.stream()
                    .filter(principal -> random.nextInt(4) > 0)
                    .forEach(principal -> grant(prod, principal, random));
            List<DesiredEntry> present =
                    prod.list().stream().map(DesiredEntry::of).toList();

            Exported exported = format.write(
                    "prod", DesiredAccess.builder().entries(present).build());
            Imported imported = format.read(exported.text(), Map.of());
            DesiredAccess access = DesiredAccess.builder()
                    .entries(requireNonNull(imported.clusters().get("prod")).entries())
                    .ownership(Ownership.ALL)
                    .build();
            AccessPlan plan = prod.plan(access);

            String context = exported + "\n" + imported + "\n" + plan;
            assertThat(imported.omissions())
                    .as(context)
                    .allMatch(omission -> omission.reason().contains("tags what it makes"));
            boolean isWhole = exported.omissions().stream()
                    .allMatch(omission -> omission.place().contains("region"));
            if (isWhole) {
                assertThat(plan.isEmpty()).as(context).isTrue();
            } else {
                assertThat(exported.omissions())
                        .as(context)
                        .allMatch(omission -> omission.toString().contains("tags"));
                assertThat(plan.changes()).as(context).allMatch(Change.Untag.class::isInstance);
            }
        }
    }

    private static void grant(EksAccessEntries prod, PrincipalArn principal, RandomGenerator random) {
        // Nodes are roles of the cluster's own account.
        EntryType type = principal.toString().startsWith("arn:aws:iam::111122223333:role/")
                ? pick(TYPES, random)
                : EntryType.STANDARD;
        Grant grant = prod.grant(principal).type(type);
        if (type.equals(EntryType.STANDARD)) {
            if (random.nextBoolean()) {
                grant.username("user: " + pick(TEXTS, random));
            }
            if (random.nextBoolean()) {
                grant.groups("g " + pick(TEXTS, random), pick(TEXTS, random));
            }
            Stream.of(AccessPolicy.CLUSTER_ADMIN, AccessPolicy.EDIT, AccessPolicy.VIEW)
                    .filter(policy -> random.nextInt(3) == 0)
                    .forEach(policy -> grant.allow(policy).in(pick(SCOPES, random)));
        }
        if (random.nextBoolean()) {
            grant.tag(pick(List.of("owner", "cost: centre", "a/b"), random), "is " + random.nextInt(3));
        }
        grant.apply();
    }

    private static <T> T pick(List<T> values, RandomGenerator random) {
        return values.get(random.nextInt(values.size()));
    }
}
