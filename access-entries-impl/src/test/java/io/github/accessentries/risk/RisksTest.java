package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.question.UnreadSources;
import io.github.accessentries.plan.PrincipalDirectory;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RisksTest {

    private static final String NODE_AUTHORIZER =
            "the Node authorizer of the cluster, which knows what the pods of a node need, is not asked here, and may allow"
                    + " a node more";

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final String NAMESPACES =
            "- {kind: Namespace, metadata: {name: team-a}}\n- {kind: Namespace, metadata: {name: kube-system}}\n";

    private final List<AccessEntry> entries = new ArrayList<>();
    private final StringBuilder objects = new StringBuilder("kind: List\nitems:\n").append(NAMESPACES);
    private AwsAuth awsAuth = AwsAuth.none();

    private void entry(PrincipalArn principal, EntryType type, String group, PolicyAssociation... policies) {
        AccessEntry.Builder entry = AccessEntry.builder()
                .cluster("prod")
                .principal(principal)
                .type(type)
                .username("someone")
                .addPolicies(policies);
        entries.add(group.isEmpty() ? entry.build() : entry.addGroups(group).build());
    }

    private void role(String name, String rules) {
        objects.append("- {kind: ClusterRole, metadata: {name: '" + name + "'}, rules: [" + rules + "]}\n");
    }

    private void bind(String namespace, String name, String role, String subjects) {
        objects.append(
                "- kind: " + (namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding") + "\n  metadata: {name: '"
                        + name + "'" + (namespace.isEmpty() ? "" : ", namespace: " + namespace)
                        + "}\n  roleRef: {kind: ClusterRole, name: '" + role + "'}\n  subjects: [" + subjects + "]\n");
    }

    private List<Risk> risks() {
        RbacObjects rbac = RbacObjects.reader().allBindings().read(objects.toString());
        return Risks.of(
                ClusterAccess.builder()
                        .entries(entries)
                        .rbac(rbac)
                        .awsAuth(awsAuth)
                        .build(),
                rbac,
                awsAuth);
    }

    private Set<RiskKind> kinds(Severity worstOfNoise) {
        Set<RiskKind> kinds = EnumSet.noneOf(RiskKind.class);
        risks().stream()
                .filter(risk -> risk.severity().compareTo(worstOfNoise) < 0)
                .forEach(risk -> kinds.add(risk.kind()));
        return kinds;
    }

    /** The rule is given to a group of the principal, in the whole cluster or in one namespace. */
    @ParameterizedTest(name = "{0} on {1} {2} in \"{3}\": {4} {5}")
    @CsvSource({
        "*,           *,                            *,                                        '',          full-control,   high",
        "*,           *,                            *,                                        team-a,      full-control,   medium",
        "*,           example.org,                  widgets,                                  '',          wildcard,       medium",
        "get,         *,                            widgets,                                  team-a,      wildcard,       low",
        "escalate,    rbac.authorization.k8s.io,    clusterroles,                             '',          escalate,       high",
        "escalate,    rbac.authorization.k8s.io,    roles,                                    team-a,      escalate,       medium",
        "escalate,    rbac.authorization.k8s.io,    clusterroles,                             team-a,      '',             ''",
        "update,      rbac.authorization.k8s.io,    roles,                                    '',          '',             ''",
        "bind,        rbac.authorization.k8s.io,    clusterroles,                             team-a,      bind,           medium",
        "bind,        rbac.authorization.k8s.io,    rolebindings,                             '',          '',             ''",
        "impersonate, '',                           users,                                    '',          impersonate,    high",
        "impersonate, '',                           serviceaccounts,                          team-a,      impersonate,    medium",
        "impersonate, '',                           users,                                    team-a,      '',             ''",
        "create,      '',                           pods/exec,                                '',          pod-exec,       high",
        "create,      '',                           pods/portforward,                         team-a,      pod-exec,       low",
        "create,      '',                           pods/attach,                              team-a,      pod-exec,       low",
        "get,         '',                           pods/exec,                                '',          pod-exec,       high",
        "create,      '',                           pods,                                     team-a,      pod-create,     low",
        "create,      batch,                        cronjobs,                                 team-a,      pod-create,     low",
        "create,      '',                           services,                                 team-a,      '',             ''",
        "create,      '',                           serviceaccounts/token,                    '',          token-create,   high",
        "create,      '',                           serviceaccounts,                          '',          '',             ''",
        "list,        '',                           secrets,                                  '',          secrets-read,   high",
        "list,        '',                           secrets,                                  team-a,      '',             ''",
        "delete,      '',                           secrets,                                  '',          '',             ''",
        "get,         '',                           nodes/proxy,                              '',          node-proxy,     high",
        "get,         '',                           nodes/metrics,                            '',          '',             ''",
        "update,      certificates.k8s.io,          certificatesigningrequests/approval,      '',          csr-approve,    low",
        "update,      certificates.k8s.io,          certificatesigningrequests,               '',          '',             ''",
        "patch,       admissionregistration.k8s.io, mutatingwebhookconfigurations,            '',          webhook-write,  high",
        "get,         admissionregistration.k8s.io, mutatingwebhookconfigurations,            '',          '',             ''",
        "patch,       '',                           configmaps,                               kube-system, aws-auth-write, high",
        "patch,       '',                           configmaps,                               '',          aws-auth-write, high",
        "patch,       '',                           configmaps,                               team-a,      '',             ''",
        "get,         '',                           configmaps,                               kube-system, '',             ''",
    })
    void rule_isARiskOfItsKindAndNoOther(
            String verb, String group, String resource, String namespace, String id, String severity) {
        role("r", "{verbs: ['" + verb + "'], apiGroups: ['" + group + "'], resources: ['" + resource + "']}");
        bind(namespace, "b", "r", "{kind: Group, name: devs}");
        entry(DEV, EntryType.STANDARD, "devs");

        List<Risk> risks = risks().stream()
                .filter(risk -> risk.severity() != Severity.INFO)
                .toList();

        if (id.isEmpty()) {
            assertThat(risks).isEmpty();
        } else {
            assertThat(risks).singleElement().satisfies(risk -> {
                assertThat(risk.kind().id()).isEqualTo(id);
                assertThat(risk.severity()).hasToString(severity);
                assertThat(risk.source()).isEqualTo("ClusterRole \"r\"");
                assertThat(risk.exposures()).singleElement().satisfies(exposure -> {
                    assertThat(exposure.subject()).hasToString(DEV.toString());
                    assertThat(exposure.ground()).contains("to Group \"devs\"");
                    assertThat(exposure.claim()).isPresent();
                });
            });
        }
    }

    @Test
    void ruleForNamedObjects_isJudgedByThem() {
        role(
                "r",
                "{verbs: [get], apiGroups: [''], resources: [secrets], resourceNames: [a]},"
                        + "{verbs: [create], apiGroups: [''], resources: [serviceaccounts/token], resourceNames: [a]}");
        bind("", "b", "r", "{kind: Group, name: devs}");
        entry(DEV, EntryType.STANDARD, "devs");

        assertThat(risks())
                .extracting(risk -> risk.severity() + " " + risk.summary())
                .containsExactly(
                        "low ClusterRole \"r\" allows creating tokens of service accounts, only of ServiceAccount a, which has"
                                + " nothing that is more than it looks: " + DEV,
                        "low ClusterRole \"r\" allows reading secrets, among them tokens of service accounts, only those"
                                + " named a: " + DEV);
    }

    @Test
    void policies_areSources() {
        entry(
                DEV,
                EntryType.STANDARD,
                "",
                PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()),
                PolicyAssociation.of(AccessPolicy.EDIT, AccessScope.namespaces("team-*")));

        List<Risk> risks = risks();

        assertThat(risks)
                .extracting(risk -> risk.severity() + " " + risk.kind() + " " + risk.source())
                .startsWith("high full-control AmazonEKSClusterAdminPolicy", "medium impersonate AmazonEKSEditPolicy")
                .contains("low pod-exec AmazonEKSEditPolicy", "low pod-create AmazonEKSEditPolicy");
        assertThat(risks.get(1).exposures()).singleElement().satisfies(exposure -> {
            assertThat(exposure.places()).hasToString("[in team-*]");
            assertThat(exposure.claim().orElseThrow().namespace()).hasValue("team-a");
        });
    }

    @Test
    void masters_areToldOfWhoeverIsInTheGroup() {
        bind("", "cluster-admin", "cluster-admin", "{kind: Group, name: 'system:masters'}");
        role("cluster-admin", "{verbs: ['*'], apiGroups: ['*'], resources: ['*']}");

        assertThat(risks()).isEmpty();

        awsAuth = AwsAuth.parse(
                Map.of("mapRoles", "[{rolearn: '" + DEV + "', username: ci, groups: ['system:masters']}]"));
        assertThat(risks()).singleElement().satisfies(risk -> {
            assertThat(risk.kind()).isEqualTo(RiskKind.FULL_CONTROL);
            assertThat(risk.severity()).isEqualTo(Severity.HIGH);
            assertThat(risk.exposures()).singleElement().asString().startsWith(DEV.toString());
        });
    }

    @Test
    void pathsOfARole_reachNothingFromANamespace_alsoForAnonymousUsers() {
        role("paths", "{verbs: ['*'], nonResourceURLs: ['*']}");
        role("both", "{verbs: [get], apiGroups: [''], resources: ['*'], nonResourceURLs: ['/x']}");
        bind("team-a", "paths", "paths", "{kind: User, name: 'system:anonymous'}");
        bind("team-a", "both", "both", "{kind: User, name: 'system:anonymous'}");

        assertThat(risks())
                .filteredOn(risk -> risk.severity() != Severity.INFO)
                .extracting(Risk::kind, Risk::source)
                .containsExactlyInAnyOrder(
                        tuple(RiskKind.ANONYMOUS_ACCESS, "ClusterRole \"both\""),
                        tuple(RiskKind.WILDCARD, "ClusterRole \"both\""),
                        tuple(RiskKind.POD_EXEC, "ClusterRole \"both\""));
    }

    @Test
    void anonymousUsers_mayDiscoverAndNoMore() {
        role("system:public-info-viewer", "{verbs: [get], nonResourceURLs: [/healthz, /version]}");
        bind(
                "",
                "system:public-info-viewer",
                "system:public-info-viewer",
                "{kind: Group, name: 'system:unauthenticated'}");
        assertThat(risks()).noneMatch(risk -> risk.kind() == RiskKind.ANONYMOUS_ACCESS);

        role("dashboard", "{verbs: [list], apiGroups: [''], resources: [pods]}");
        bind("team-a", "open", "dashboard", "{kind: User, name: 'system:anonymous'}");
        assertThat(risks().get(0)).satisfies(risk -> {
            assertThat(risk.kind()).isEqualTo(RiskKind.ANONYMOUS_ACCESS);
            assertThat(risk.severity()).isEqualTo(Severity.CRITICAL);
        });
    }

    @Test
    void groupOfEverybody_standsForEverybody() {
        role("r", "{verbs: [get], apiGroups: [''], resources: [secrets]}");
        bind("", "b", "r", "{kind: Group, name: 'system:authenticated'}");
        entry(DEV, EntryType.STANDARD, "", PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.clusterWide()));

        assertThat(risks()).singleElement().satisfies(risk -> {
            assertThat(risk.kind()).isEqualTo(RiskKind.SECRETS_READ);
            assertThat(risk.exposures())
                    .singleElement()
                    .asString()
                    .startsWith("Group \"system:authenticated\" cluster-wide");
        });
    }

    @ParameterizedTest(name = "binding {0} for {1} {2}: {3}")
    @CsvSource({
        "system:controller:x, User,           system:kube-scheduler, high",
        "mine,                User,           eks:addon-manager,     high",
        "system:node-x,       Group,          system:nodes,          high",
        "mine,                Group,          system:nodes,          high",
        "eks:x,               ServiceAccount, kube-system,           high",
        "mine,                ServiceAccount, kube-system,           high",
        "eks:x,               ServiceAccount, team-a,                high",
        "eks:x,               Group,          system:serviceaccounts, high",
        "system:x,            User,           jane,                  high",
    })
    void namesOfKubernetesAndAws_proveNothing(String binding, String kind, String subject, String severity) {
        role("r", "{verbs: [get], apiGroups: [''], resources: [secrets]}");
        bind(
                "",
                binding,
                "r",
                kind.equals("ServiceAccount")
                        ? "{kind: ServiceAccount, name: x, namespace: " + subject + "}"
                        : "{kind: " + kind + ", name: '" + subject + "'}");

        assertThat(risks())
                .filteredOn(risk -> risk.kind() == RiskKind.SECRETS_READ)
                .extracting(risk -> risk.severity().toString())
                .containsExactly(severity);
    }

    @Test
    void ownEntriesOfAws_areInfo() {
        entry(
                PrincipalArn.role("111122223333", "aws-service-role/backup.amazonaws.com/Backup"),
                EntryType.STANDARD,
                "",
                PolicyAssociation.of(AccessPolicy.CLUSTER_ADMIN, AccessScope.clusterWide()));

        assertThat(kinds(Severity.INFO)).isEmpty();
        assertThat(risks()).extracting(Risk::kind).contains(RiskKind.FULL_CONTROL);
    }

    @Test
    void idleThings_areFound() {
        role("r", "{verbs: [get], apiGroups: [''], resources: [pods]}");
        bind("", "b", "r", "{kind: Group, name: devs}");
        entry(DEV, EntryType.STANDARD, "devs");
        entry(PrincipalArn.role("111122223333", "idle"), EntryType.STANDARD, "forgotten");
        entry(PrincipalArn.role("111122223333", "node"), EntryType.EC2_LINUX, "system:nodes");
        entry(
                PrincipalArn.role("111122223333", "viewer"),
                EntryType.STANDARD,
                "",
                PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("team-*", "gone", "old-*")));
        entry(
                PrincipalArn.role("111122223333", "doubtful"),
                EntryType.STANDARD,
                "",
                PolicyAssociation.of(AccessPolicy.AUTO_NODE, AccessScope.clusterWide()));
        awsAuth = AwsAuth.parse(Map.of(
                "mapRoles",
                "[{rolearn: 'arn:aws:iam::111122223333:role/DEV', username: a, groups: [devs]},"
                        + " {rolearn: 'arn:aws:iam::111122223333:role/ci', username: ci, groups: [devs]}]"));

        assertThat(risks())
                .extracting(Risk::summary)
                .containsExactly(
                        "The access of arn:aws:iam::111122223333:role/doubtful is not fully known: the rules of"
                                + " AmazonEKSAutoNodePolicy are not fully published, so it may allow more than is known",
                        "arn:aws:iam::111122223333:role/idle lets a principal in but gives it no permissions",
                        "Group \"forgotten\" is named by no binding",
                        "Namespace \"gone\" of policy scopes matches no namespace",
                        "Pattern \"old-*\" of policy scopes matches no namespace",
                        "aws-auth mapping of arn:aws:iam::111122223333:role/DEV has no effect, since its principal"
                                + " has an access entry",
                        "The access of arn:aws:iam::111122223333:role/node is not fully known: " + NODE_AUTHORIZER);
        assertThat(risks()).last().extracting(Risk::severity).isEqualTo(Severity.INFO);
    }

    @Test
    void whatIsUnknown_isAFinding_andSilencesWhatItCouldRefute() {
        bind("", "b", "r", "{kind: Group, name: others}");
        entry(PrincipalArn.role("111122223333", "idle"), EntryType.STANDARD, "forgotten");
        entry(DEV, EntryType.of("SATELLITE"), "");
        RbacObjects unclear = RbacObjects.reader()
                .allBindings()
                .read("- {kind: ClusterRoleBinding, metadata: {name: b}, subjects: 7}");

        List<Risk> risks =
                Risks.of(ClusterAccess.builder().entries(entries).rbac(unclear).build(), unclear, AwsAuth.none());

        assertThat(risks).extracting(Risk::kind).containsOnly(RiskKind.INCOMPLETE);
        assertThat(risks)
                .extracting(risk -> risk.exposures().get(0).subject())
                .contains(new Subject.Group("system:authenticated"), new Subject.Principal(DEV));
    }

    @Test
    void unknownRbac_isNotTakenForNone() {
        entry(
                DEV,
                EntryType.STANDARD,
                "devs",
                PolicyAssociation.of(AccessPolicy.VIEW, AccessScope.namespaces("team-a")));

        assertThat(Risks.of(ClusterAccess.of(entries), RbacObjects.none(), AwsAuth.none()))
                .extracting(Risk::kind, Risk::source)
                .containsExactlyInAnyOrder(
                        tuple(RiskKind.INCOMPLETE, UnreadSources.RBAC),
                        tuple(RiskKind.INCOMPLETE, UnreadSources.AWS_AUTH));
    }

    @Test
    void entriesAndMappingsOfPrincipalsThatIamDoesNotHave_areFound_whereADirectoryKnows() {
        PrincipalArn gone = PrincipalArn.role("111122223333", "gone");
        PrincipalArn far = PrincipalArn.role("444455556666", "far");
        for (PrincipalArn principal : List.of(DEV, gone, far)) {
            entries.add(AccessEntry.builder()
                    .cluster("prod")
                    .principal(principal)
                    .username("someone")
                    .createdAt(Instant.EPOCH)
                    .build());
        }
        AwsAuth mapped = AwsAuth.parse(Map.of(
                "mapRoles",
                "[{rolearn: 'arn:aws:iam::111122223333:role/nobody', username: nobody, groups: ['system:masters']}]"));
        PrincipalDirectory directory = new PrincipalDirectory() {
            @Override
            public boolean covers(String accountId) {
                return accountId.equals("111122223333");
            }

            @Override
            public Optional<KnownPrincipal> find(PrincipalArn principal) {
                return principal.equals(DEV)
                        ? Optional.of(KnownPrincipal.of(DEV, Instant.EPOCH.plusSeconds(1)))
                        : Optional.empty();
            }
        };

        assertThat(Risks.of(ClusterAccess.of(entries), RbacObjects.none(), mapped, directory))
                .filteredOn(risk -> risk.kind() != RiskKind.INCOMPLETE)
                .extracting(risk -> risk.kind().id() + " " + risk.source())
                .containsExactlyInAnyOrder(
                        "dead-entry entry of " + DEV,
                        "principal-gone entry of " + gone,
                        "mapping-of-nobody aws-auth mapping of arn:aws:iam::111122223333:role/nobody");
    }

    @Test
    void mappingWithoutAUserName_isFound_unlessAnEntryHidesIt() {
        entry(DEV, EntryType.STANDARD, "");
        awsAuth = AwsAuth.parse(Map.of(
                "mapRoles",
                "[{rolearn: 'arn:aws:iam::111122223333:role/dev'}, {rolearn: 'arn:aws:iam::111122223333:role/ci', groups: [g]},"
                        + " {rolearn: 'arn:aws:iam::111122223333:role/ok', username: ok}]"));

        assertThat(risks())
                .filteredOn(risk -> risk.kind() == RiskKind.NAMELESS_MAPPING)
                .extracting(Risk::toString)
                .containsExactly(
                        "low nameless-mapping: aws-auth mapping of arn:aws:iam::111122223333:role/ci has no user name,"
                                + " so that audit logs and reviews cannot tell who it was\n  Give the mapping a user name, with"
                                + " {{SessionName}} for roles that people assume.\n  - arn:aws:iam::111122223333:role/ci cluster-wide:"
                                + " has no user name\n");
    }

    @Test
    void mappingWithoutAUserName_isFoundWhereTheModeIsNotKnown() {
        AwsAuth nameless = AwsAuth.parse(Map.of("mapRoles", "[{rolearn: '" + DEV + "'}]"));

        assertThat(Risks.of(
                        ClusterAccess.builder()
                                .awsAuth(nameless)
                                .authenticationMode(AuthenticationMode.UNKNOWN)
                                .build(),
                        RbacObjects.none(),
                        nameless))
                .extracting(Risk::kind)
                .contains(RiskKind.NAMELESS_MAPPING);
    }

    @Test
    void ids_areStable() {
        assertThat(Arrays.stream(RiskKind.values()).map(RiskKind::id))
                .containsExactly(
                        "full-control",
                        "escalate",
                        "bind",
                        "impersonate",
                        "token-create",
                        "token-secret",
                        "secrets-read",
                        "node-proxy",
                        "csr-approve",
                        "webhook-write",
                        "mutating-policy-write",
                        "validating-policy-write",
                        "api-service-write",
                        "volume-create",
                        "aws-auth-write",
                        "access-entry-write",
                        "pod-exec",
                        "pod-create",
                        "anonymous-access",
                        "wildcard",
                        "incomplete",
                        "no-effect",
                        "not-a-role-or-user",
                        "group-without-binding",
                        "namespace-missing",
                        "hidden-mapping",
                        "nameless-mapping",
                        "principal-gone",
                        "dead-entry",
                        "mapping-of-nobody",
                        "authority-ends");
    }
}
