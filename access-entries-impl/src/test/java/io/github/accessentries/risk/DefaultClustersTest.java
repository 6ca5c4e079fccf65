package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that Kubernetes and EKS set up is a finding; whatever differs from it is, whatever it is called. */
class DefaultClustersTest {

    private static final String SINCE = " # since ";
    private static final AwsAuth NODES = AwsAuth.parse(Map.of(
            "mapRoles",
            "[{rolearn: 'arn:aws:iam::111122223333:role/node', username: 'system:node:{{EC2PrivateDNSName}}',"
                    + " groups: ['system:bootstrappers', 'system:nodes']}]"));

    private static String text(KubernetesVersion version) {
        try (InputStream file = requireNonNull(
                DefaultClustersTest.class.getResourceAsStream("new-eks-cluster.yaml"), "new-eks-cluster.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.contains(SINCE)
                            || version.isAtLeast(
                                    KubernetesVersion.of(line.substring(line.indexOf(SINCE) + SINCE.length()))))
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Risk> risks(KubernetesVersion version, RbacObjects rbac, AwsAuth awsAuth) {
        List<AccessEntry> entries = List.of(
                AccessEntry.builder()
                        .cluster("prod")
                        .principal(PrincipalArn.role("111122223333", "node"))
                        .type(EntryType.EC2_LINUX)
                        .username("system:node:{{EC2PrivateDNSName}}")
                        .addGroups("system:nodes")
                        .build(),
                AccessEntry.builder()
                        .cluster("prod")
                        .principal(PrincipalArn.role(
                                "111122223333", "aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS"))
                        .username("eks")
                        .addPolicies(PolicyAssociation.of(
                                AccessPolicy.of("AmazonEKSEventPolicy"), AccessScope.clusterWide()))
                        .build());
        return Risks.of(
                ClusterAccess.builder()
                        .entries(entries)
                        .rbac(rbac)
                        .awsAuth(awsAuth)
                        .kubernetesVersion(version)
                        .build(),
                rbac,
                awsAuth);
    }

    private static List<String> told(List<Risk> risks) {
        return risks.stream()
                .filter(risk -> risk.severity() != Severity.INFO)
                .map(risk -> risk.severity() + " " + risk.kind() + " " + risk.source())
                .toList();
    }

    private static final KubernetesVersion LATEST = KubernetesVersion.of(1, 35);

    private static List<String> toldWith(String objects) {
        RbacObjects rbac = RbacObjects.reader().allBindings().read(text(LATEST) + objects);
        assertThat(rbac.faults()).isEmpty();
        return told(risks(LATEST, rbac, AwsAuth.none()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.31", "1.32", "1.33", "1.34", "1.35", "1.36"})
    void untouchedCluster_hasNoFindingAboveInfo(String version) {
        KubernetesVersion each = KubernetesVersion.of(version);
        RbacObjects rbac = RbacObjects.reader().allBindings().read(text(each));

        List<Risk> risks = risks(each, rbac, AwsAuth.none());

        assertThat(rbac.faults()).isEmpty();
        assertThat(rbac.bindings()).hasSizeGreaterThan(75);
        assertThat(told(risks)).isEmpty();
        assertThat(risks).extracting(Risk::kind).contains(RiskKind.FULL_CONTROL, RiskKind.POD_CREATE);
        assertThat(told(risks(each, rbac, NODES)))
                .containsExactly("low hidden-mapping aws-auth mapping of arn:aws:iam::111122223333:role/node");
    }

    @Test
    void ruleThatADefaultRoleHasInAddition_isJudged_andWhatItAlwaysHadIsNot() {
        RbacObjects rbac = RbacObjects.reader().allBindings().read(text(LATEST));
        List<String> told = new ArrayList<>();
        for (RbacRole role : rbac.roles()) {
            List<RbacRole> roles = new ArrayList<>(rbac.roles());
            roles.set(
                    roles.indexOf(role),
                    RbacRole.builder()
                            .from(role)
                            .addRules(Rule.builder()
                                    .addVerbs("*")
                                    .addApiGroups("*")
                                    .addResources("*")
                                    .build())
                            .build());
            List<String> each = told(
                    risks(LATEST, RbacObjects.builder().from(rbac).roles(roles).build(), AwsAuth.none()));
            boolean bound = rbac.bindings().stream()
                    .filter(binding -> !binding.subjects().isEmpty())
                    .anyMatch(binding -> binding.role().equals(role.name())
                            && binding.roleKind().equals(role.kind())
                            && (role.namespace() == null || role.namespace().equals(binding.namespace())));
            // Whoever may do everything already gets nothing by it.
            if (bound && !role.name().equals("cluster-admin")) {
                assertThat(each)
                        .as("%s", role.name())
                        .isNotEmpty()
                        .allSatisfy(one -> assertThat(one).contains(role.name() + "\""))
                        .first()
                        .asString()
                        .contains("full-control");
                told.addAll(each);
            } else {
                assertThat(each).as("%s", role.name()).isEmpty();
            }
        }
        assertThat(told).hasSizeGreaterThan(60);
    }

    @Test
    void otherSubject_ofADefaultBinding_isJudged() {
        RbacObjects rbac = RbacObjects.reader().allBindings().read(text(LATEST));
        for (RbacBinding binding : rbac.bindings()) {
            List<RbacBinding> bindings = new ArrayList<>(rbac.bindings());
            bindings.set(
                    bindings.indexOf(binding),
                    RbacBinding.builder()
                            .from(binding)
                            .addSubjects(RbacSubject.user("eks:somebody"))
                            .build());
            Predicate<Risk> bySomebody = risk -> risk.exposures().stream()
                    .anyMatch(each -> each.subject().name().equals("eks:somebody"));

            List<Risk> risks = risks(
                    LATEST, RbacObjects.builder().from(rbac).bindings(bindings).build(), AwsAuth.none());

            // By a default that is not a risk for anybody, nothing is told.
            assertThat(risks.stream()
                            .filter(bySomebody)
                            .filter(risk -> risk.source().startsWith("What ")))
                    .as("%s", binding)
                    .isEmpty();
        }
        assertThat(toldWith(""
                        + "- {kind: ClusterRoleBinding, metadata: {name: 'system:controller:expand-controller-2'}, roleRef:"
                        + " {kind: ClusterRole, name: 'system:controller:expand-controller'}, subjects: [{kind:"
                        + " ServiceAccount, name: expand-controller, namespace: kube-system}]}\n"))
                .containsExactly("high secrets-read ClusterRole \"system:controller:expand-controller\"");
    }

    /** A known attack: full control for an account of kube-system, under names that look built in. */
    @ParameterizedTest(name = "binding {0} of {1} to {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "system:controller:kube-controller | system:controller:kube-controller | {kind: ServiceAccount, name: kube-controller, namespace: kube-system}",
                "eks:kube-controller               | eks:kube-controller               | {kind: ServiceAccount, name: kube-controller, namespace: kube-system}",
                "system:kube-controller            | system:kube-controller            | {kind: User, name: 'system:kube-controller'}",
                "eks:x                             | eks:x                             | {kind: Group, name: 'eks:x'}",
                "system:x                          | eks:x                             | {kind: User, name: 'system:kube-scheduler'}",
                "mine                              | mine                              | {kind: Group, name: 'system:nodes'}",
            })
    void namesThatLookBuiltIn_proveNothing(String binding, String role, String subject) {
        assertThat(toldWith("- {kind: ClusterRole, metadata: {name: '" + role
                        + "'}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}\n"
                        + "- {kind: ClusterRoleBinding, metadata: {name: '" + binding
                        + "'}, roleRef: {kind: ClusterRole, name: '" + role + "'}, subjects: [" + subject + "]}\n"))
                .containsExactly("high full-control ClusterRole \"" + role + "\"");
    }

    @Test
    void principalThatAwsAuthCallsByANameOfEks_isTold() {
        AwsAuth awsAuth = AwsAuth.parse(
                Map.of("mapRoles", "[{rolearn: 'arn:aws:iam::111122223333:role/x', username: 'eks:addon-manager'}]"));

        assertThat(told(risks(LATEST, RbacObjects.reader().allBindings().read(text(LATEST)), awsAuth)))
                .contains("high full-control ClusterRole \"cluster-admin\"");
    }
}
