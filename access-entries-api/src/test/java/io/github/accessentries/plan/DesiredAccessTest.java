package io.github.accessentries.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DesiredAccessTest {

    private static final PrincipalArn ADMIN = PrincipalArn.role("111122223333", "admin");
    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team/dev");
    private static final PrincipalArn ANA = PrincipalArn.user("111122223333", "ana");
    private static final PrincipalArn SERVICE =
            PrincipalArn.role("111122223333", "aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS");

    @Test
    void arnsThatDifferOnlyInPathOrLetterCase_areRefused_sinceIamHasOnlyOneOfThem() {
        for (PrincipalArn other : List.of(
                PrincipalArn.role("111122223333", "dev"),
                PrincipalArn.role("111122223333", "other/team/dev"),
                PrincipalArn.role("111122223333", "team/DEV"))) {
            assertThatThrownBy(() -> DesiredAccess.builder()
                            .entry(DesiredEntry.builder(DEV))
                            .entry(DesiredEntry.builder(other))
                            .build())
                    .isInstanceOf(InvalidDesiredAccessException.class)
                    .hasMessageContainingAll(DEV.toString(), other.toString(), "differ only in path");
        }
        assertThat(DesiredAccess.builder()
                        .entry(DesiredEntry.builder(DEV))
                        .entry(DesiredEntry.builder(PrincipalArn.user("111122223333", "dev")))
                        .entry(DesiredEntry.builder(PrincipalArn.role("444455556666", "dev")))
                        .entry(DesiredEntry.builder(DEV.inPartition("aws-cn")))
                        .build()
                        .entries())
                .as("other kinds, accounts and partitions")
                .hasSize(4);
    }

    @Test
    void build_goodEntries_areSortedAndHoldWhatWasNamed() {
        DesiredAccess desired = DesiredAccess.builder()
                .entry(DesiredEntry.builder(DEV)
                        .allow(AccessPolicy.EDIT)
                        .inNamespaces("team-a", "team-a-*")
                        .groups("on-call", "devs")
                        .username("team-a:{{SessionName}}")
                        .tag("owner", "team-a"))
                .entry(DesiredEntry.builder(ADMIN)
                        .allow(AccessPolicy.CLUSTER_ADMIN)
                        .clusterWide()
                        .build())
                .build();

        assertThat(desired.principals()).containsExactly(ADMIN, DEV);
        assertThat(desired.ownership()).isEqualTo(Ownership.ONLY_LISTED);
        DesiredEntry dev = desired.entries().get(1);
        assertThat(dev.type()).isEqualTo(EntryType.STANDARD);
        assertThat(dev.username()).contains("team-a:{{SessionName}}");
        assertThat(dev.groups()).containsExactly("devs", "on-call");
        assertThat(dev.policies()).isEqualTo(Map.of(AccessPolicy.EDIT, AccessScope.namespaces("team-a", "team-a-*")));
        assertThat(dev.tags()).isEqualTo(Map.of("owner", "team-a"));
        assertThat(desired)
                .hasToString("owns only the listed principals\n"
                        + "- arn:aws:iam::111122223333:role/admin, policies [AmazonEKSClusterAdminPolicy cluster-wide]\n"
                        + "- arn:aws:iam::111122223333:role/team/dev as team-a:{{SessionName}}, groups [devs, on-call],"
                        + " policies [AmazonEKSEditPolicy in namespaces team-a, team-a-*], tags {owner=team-a}");
    }

    static Stream<Arguments> badEntries() {
        return Stream.of(
                Arguments.of(DesiredEntry.builder(SERVICE), "principal", "leave it alone"),
                Arguments.of(
                        DesiredEntry.builder(DEV).groups("system:masters"), "groups", "AmazonEKSClusterAdminPolicy"),
                Arguments.of(DesiredEntry.builder(DEV).groups(" "), "groups", "blank"),
                Arguments.of(DesiredEntry.builder(DEV).username("dev{{SessionName}}"), "username", "colon"),
                Arguments.of(DesiredEntry.builder(DEV).tag("aws:x", "y"), "tags", "aws:"),
                Arguments.of(DesiredEntry.builder(DEV).tag("x", "1").tag("x", "2"), "tags", "both \"1\" and \"2\""),
                Arguments.of(fiftyOneTags(), "tags", "at most 50"),
                Arguments.of(DesiredEntry.builder(ANA).type(EntryType.EC2_LINUX), "type", "is a user"),
                Arguments.of(DesiredEntry.builder(DEV).type(EntryType.EC2_LINUX).groups("x"), "type", "from EKS"),
                Arguments.of(
                        DesiredEntry.builder(DEV)
                                .type(EntryType.FARGATE_LINUX)
                                .allow(AccessPolicy.VIEW)
                                .clusterWide(),
                        "type",
                        "cannot have access policies"),
                Arguments.of(
                        DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).inNamespaces(), "policies", "at least one"),
                Arguments.of(
                        DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).inNamespaces("Team_A"),
                        "policies",
                        "cannot match any namespace"),
                Arguments.of(
                        DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).in(AccessScope.of("cluster", List.of("a"))),
                        "policies",
                        "leave them out"),
                Arguments.of(
                        DesiredEntry.builder(DEV).allow(AccessPolicy.VIEW).in(AccessScope.of("region", List.of("a"))),
                        "policies",
                        "\"region\""),
                Arguments.of(
                        DesiredEntry.builder(DEV)
                                .allow(AccessPolicy.VIEW)
                                .clusterWide()
                                .allow(AccessPolicy.VIEW)
                                .inNamespaces("a"),
                        "policies",
                        "twice"));
    }

    private static DesiredEntry.Builder fiftyOneTags() {
        DesiredEntry.Builder entry = DesiredEntry.builder(DEV);
        for (int i = 0; i <= 50; i++) {
            entry.tag("key" + i, "");
        }
        return entry;
    }

    @ParameterizedTest
    @MethodSource("badEntries")
    void build_badEntry_tellsItsOneFault(DesiredEntry.Builder bad, String field, String part) {
        InvalidDesiredAccessException refused = catchThrowableOfType(
                InvalidDesiredAccessException.class,
                () -> DesiredAccess.builder().entry(bad).build());

        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.principal()).startsWith("arn:aws:iam::111122223333:");
            assertThat(fault.field()).isEqualTo(field);
            assertThat(fault.reason()).contains(part);
        });
        assertThatThrownBy(bad::build).isInstanceOf(InvalidDesiredAccessException.class);
    }

    @Test
    void build_policyWithoutScope_isAFault() {
        DesiredEntry.Builder entry = DesiredEntry.builder(DEV);
        DesiredEntry.ScopeChoice unused = entry.allow(AccessPolicy.VIEW);

        assertThatThrownBy(entry::build)
                .isInstanceOf(InvalidDesiredAccessException.class)
                .hasMessageContaining("AmazonEKSViewPolicy has no scope");
    }

    @Test
    void build_faultsEverywhere_tellsAllOfThemAtOnce() {
        DesiredAccess.Builder bad = DesiredAccess.builder()
                .entry(DesiredEntry.builder(DEV)
                        .groups("system:masters")
                        .allow(AccessPolicy.VIEW)
                        .inNamespaces())
                .entry(DesiredEntry.builder(ANA).type(EntryType.EC2_LINUX))
                .entry(DesiredEntry.builder(ADMIN).tag("managed-by", "others"))
                .entry(DesiredEntry.builder(ADMIN)
                        .allow(AccessPolicy.of("AmazonEKSEditorPolicy"))
                        .clusterWide())
                .fault(Fault.of("arn:aws:iam::111122223333:group/x", "principal", "is a group"))
                .ownership(Ownership.tagged("managed-by", "platform"))
                .knownPolicies(List.of(AccessPolicy.VIEW));

        InvalidDesiredAccessException refused = catchThrowableOfType(InvalidDesiredAccessException.class, bad::build);

        assertThat(refused.faults())
                .extracting(Fault::principal, Fault::field)
                .containsExactlyInAnyOrder(
                        tuple(DEV.toString(), "groups"),
                        tuple(DEV.toString(), "policies"),
                        tuple(ANA.toString(), "type"),
                        tuple("arn:aws:iam::111122223333:group/x", "principal"),
                        tuple(ADMIN.toString(), "tags"),
                        tuple(ADMIN.toString(), "principal"),
                        tuple(ADMIN.toString(), "policies"));
        assertThat(refused).hasMessageContaining("7 faults").hasMessageContaining("AmazonEKSEditorPolicy");
    }

    @Test
    void build_taggedOwnership_tagsEachEntry() {
        DesiredAccess desired = DesiredAccess.builder()
                .entry(DesiredEntry.builder(DEV).tag("managed-by", "platform"))
                .entry(DesiredEntry.builder(ANA).tag("team", "a"))
                .ownership(Ownership.tagged("managed-by", "platform"))
                .build();

        assertThat(desired.entries())
                .extracting(entry -> Map.copyOf(entry.tags()))
                .containsExactlyInAnyOrder(
                        Map.of("managed-by", "platform"), Map.of("managed-by", "platform", "team", "a"));
    }

    @Test
    void of_anEntryFromACluster_leavesOutWhatEksChooses() {
        AccessEntry standard = AccessEntry.builder()
                .cluster("prod")
                .principal(DEV)
                .username("arn:aws:sts::111122223333:assumed-role/dev/{{SessionName}}")
                .groups(List.of("devs"))
                .policies(List.of(PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide())))
                .tags(Map.of("aws:eks:managed", "x", "owner", "a"))
                .build();
        AccessEntry nodes = AccessEntry.builder()
                .cluster("prod")
                .principal(ADMIN)
                .type(EntryType.EC2_LINUX)
                .username("system:node:{{EC2PrivateDNSName}}")
                .groups(List.of("system:nodes"))
                .build();

        assertThat(DesiredEntry.of(standard))
                .isEqualTo(DesiredEntry.builder(DEV)
                        .groups("devs")
                        .allow(AccessPolicy.VIEW)
                        .clusterWide()
                        .tag("owner", "a")
                        .build());
        assertThat(DesiredEntry.of(nodes))
                .isEqualTo(DesiredEntry.builder(ADMIN).type(EntryType.EC2_LINUX).build());
    }

    static Stream<Arguments> ownerships() {
        AccessEntry untagged = AccessEntry.builder()
                .cluster("prod")
                .principal(DEV)
                .username("dev")
                .build();
        AccessEntry tagged =
                AccessEntry.builder().from(untagged).putTag("owner", "platform").build();
        AccessEntry otherwise =
                AccessEntry.builder().from(untagged).putTag("owner", "others").build();
        return Stream.of(
                Arguments.of(Ownership.ONLY_LISTED, tagged, false),
                Arguments.of(Ownership.ALL, untagged, true),
                Arguments.of(Ownership.tagged("owner", "platform"), tagged, true),
                Arguments.of(Ownership.tagged("owner", "platform"), otherwise, false),
                Arguments.of(Ownership.tagged("owner", "platform"), untagged, false));
    }

    @ParameterizedTest
    @MethodSource("ownerships")
    void owns_anUnlistedEntry_asItsKindSays(Ownership ownership, AccessEntry entry, boolean owned) {
        assertThat(ownership.owns(entry)).isEqualTo(owned);
    }

    @Test
    void tagged_reservedKey_isRefused() {
        assertThatThrownBy(() -> Ownership.tagged("aws:x", "y")).isInstanceOf(IllegalArgumentException.class);
    }
}
