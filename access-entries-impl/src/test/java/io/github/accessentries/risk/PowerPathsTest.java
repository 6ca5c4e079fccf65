package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.rbac.RbacObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerPathsTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "dev");
    private static final Subject DEVS = new Subject.Group("devs");

    /** A cluster in which ci/deployer, User root and Group wheel have full control, and others little. */
    private static final String CLUSTER = """
            kind: List
            items:
            - {kind: Namespace, metadata: {name: ci}}
            - {kind: Namespace, metadata: {name: web}}
            - {kind: Namespace, metadata: {name: kube-system}}
            - {kind: ClusterRole, metadata: {name: cluster-admin}, rules: [{verbs: ['*'], apiGroups: ['*'], resources: ['*']}]}
            - {kind: ClusterRole, metadata: {name: reader}, rules: [{verbs: [get], apiGroups: [''], resources: [services]}]}
            - {kind: ClusterRole, metadata: {name: binder}, rules: [{verbs: [bind], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [cluster-admin]}, {verbs: [create], apiGroups: [rbac.authorization.k8s.io], resources: [clusterrolebindings]}]}
            - {kind: Role, metadata: {name: own, namespace: ci}, rules: [{verbs: [get], apiGroups: [''], resources: [services]}]}
            - {kind: ClusterRoleBinding, metadata: {name: admins}, roleRef: {kind: ClusterRole, name: cluster-admin}, subjects: [{kind: ServiceAccount, name: deployer, namespace: ci}, {kind: User, name: root}, {kind: Group, name: wheel}]}
            - {kind: ClusterRoleBinding, metadata: {name: readers}, roleRef: {kind: ClusterRole, name: reader}, subjects: [{kind: ServiceAccount, name: reader, namespace: web}, {kind: User, name: jane}, {kind: Group, name: devs}]}
            - {kind: RoleBinding, metadata: {name: own, namespace: ci}, roleRef: {kind: Role, name: own}, subjects: [{kind: Group, name: devs}]}
            """;

    /**
     * The rights, each {@code namespace: verb resource name}, are given to the group; of a step, the kind and what is reached are told,
     * with a question mark if it has a condition.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ci: create pods                                              | pod-create ServiceAccount "deployer/ci"
            ci: create cronjobs.batch                                    | pod-create ServiceAccount "deployer/ci"
            ci: patch deployments.apps                                   | pod-create ServiceAccount "deployer/ci" ?
            web: create pods                                             |
            : create pods                                                | pod-create ServiceAccount "deployer/ci"
            ci: create services                                          |
            ci: create pods/exec                                         | pod-exec ServiceAccount "deployer/ci" ?
            ci: create pods/portforward                                  |
            : get nodes/proxy                                            | node-proxy ServiceAccount "deployer/ci" ?
            ci: create serviceaccounts/token                             | token-create ServiceAccount "deployer/ci"
            : create serviceaccounts/token                               | token-create ServiceAccount "deployer/ci"
            ci: create serviceaccounts                                   |
            ci: list secrets                                             | secrets-read ServiceAccount "deployer/ci" ?
            ci: list secrets ; ci: create secrets                        | token-secret ServiceAccount "deployer/ci"
            ci: list secrets ; web: create secrets                       | secrets-read ServiceAccount "deployer/ci" ?
            ci: get secrets mine ; ci: create secrets                    | token-secret ServiceAccount "deployer/ci"
            ci: get secrets mine                                         |
            ci: create secrets                                           |
            ci: impersonate serviceaccounts                              | impersonate ServiceAccount "deployer/ci"
            web: impersonate serviceaccounts                             |
            : impersonate users                                          | impersonate User "root"
            : impersonate groups                                         |
            : bind clusterroles.rbac.authorization.k8s.io                |
            : bind clusterroles.rbac.authorization.k8s.io ; : create clusterrolebindings.rbac.authorization.k8s.io | bind full control of the cluster
            : bind clusterroles.rbac.authorization.k8s.io ; : create rolebindings.rbac.authorization.k8s.io        | bind full control in * , aws-auth-write full control of the cluster
            ci: bind clusterroles.rbac.authorization.k8s.io ; ci: create rolebindings.rbac.authorization.k8s.io    | bind full control in ci , full-control ServiceAccount "deployer/ci"
            ci: bind clusterroles.rbac.authorization.k8s.io ; web: create rolebindings.rbac.authorization.k8s.io   |
            : create clusterrolebindings.rbac.authorization.k8s.io                                                 |
            : bind clusterroles.rbac.authorization.k8s.io cluster-admin ; : create clusterrolebindings.rbac.authorization.k8s.io | bind full control of the cluster
            : bind clusterroles.rbac.authorization.k8s.io reader ; : create clusterrolebindings.rbac.authorization.k8s.io        |
            : bind clusterroles.rbac.authorization.k8s.io binder ; : create clusterrolebindings.rbac.authorization.k8s.io        | bind ClusterRole "binder" cluster-wide , bind full control of the cluster
            : bind clusterroles.rbac.authorization.k8s.io ; : patch clusterrolebindings.rbac.authorization.k8s.io admins         | bind full control of the cluster
            : bind clusterroles.rbac.authorization.k8s.io ; : patch clusterrolebindings.rbac.authorization.k8s.io readers        |
            : bind clusterroles.rbac.authorization.k8s.io ; : update clusterrolebindings.rbac.authorization.k8s.io               | bind full control of the cluster
            : bind clusterroles.rbac.authorization.k8s.io reader ; : update clusterrolebindings.rbac.authorization.k8s.io        |
            : escalate clusterroles.rbac.authorization.k8s.io ; : patch clusterroles.rbac.authorization.k8s.io                   | escalate full control of the cluster
            : escalate clusterroles.rbac.authorization.k8s.io                                                                    |
            : patch clusterroles.rbac.authorization.k8s.io                                                                       |
            : escalate clusterroles.rbac.authorization.k8s.io reader ; : patch clusterroles.rbac.authorization.k8s.io            | escalate full control of the cluster
            : escalate clusterroles.rbac.authorization.k8s.io binder ; : patch clusterroles.rbac.authorization.k8s.io            |
            : escalate clusterroles.rbac.authorization.k8s.io reader ; : patch clusterroles.rbac.authorization.k8s.io binder     |
            ci: escalate roles.rbac.authorization.k8s.io ; ci: update roles.rbac.authorization.k8s.io                            | escalate full control in ci , full-control ServiceAccount "deployer/ci"
            ci: escalate roles.rbac.authorization.k8s.io ; ci: create roles.rbac.authorization.k8s.io                            |
            ci: escalate roles.rbac.authorization.k8s.io ; ci: create roles.rbac.authorization.k8s.io ; ci: bind roles.rbac.authorization.k8s.io ; ci: create rolebindings.rbac.authorization.k8s.io | escalate full control in ci , full-control ServiceAccount "deployer/ci"
            ci: escalate roles.rbac.authorization.k8s.io ; ci: create roles.rbac.authorization.k8s.io ; ci: bind roles.rbac.authorization.k8s.io new ; ci: create rolebindings.rbac.authorization.k8s.io | escalate full control in ci ? , full-control ServiceAccount "deployer/ci"
            ci: escalate roles.rbac.authorization.k8s.io own ; ci: create roles.rbac.authorization.k8s.io ; ci: bind roles.rbac.authorization.k8s.io ; ci: create rolebindings.rbac.authorization.k8s.io |
            : escalate clusterroles.rbac.authorization.k8s.io ; : create clusterroles.rbac.authorization.k8s.io                  |
            : escalate clusterroles.rbac.authorization.k8s.io part ; : patch clusterroles.rbac.authorization.k8s.io part         |
            web: escalate roles.rbac.authorization.k8s.io ; web: update roles.rbac.authorization.k8s.io                          |
            : escalate clusterroles.rbac.authorization.k8s.io binder ; : patch clusterroles.rbac.authorization.k8s.io ; : bind clusterroles.rbac.authorization.k8s.io binder ; : create clusterrolebindings.rbac.authorization.k8s.io | escalate full control of the cluster
            : update mutatingwebhookconfigurations.admissionregistration.k8s.io   | webhook-write full control of the cluster ?
            : update validatingwebhookconfigurations.admissionregistration.k8s.io |
            kube-system: patch configmaps                                | aws-auth-write full control of the cluster
            kube-system: patch configmaps aws-auth                       | aws-auth-write full control of the cluster
            kube-system: patch configmaps other                          |
            ci: patch configmaps                                         |
            kube-system: create configmaps                               | aws-auth-write full control of the cluster ?
            kube-system: create configmaps ; kube-system: delete configmaps          | aws-auth-write full control of the cluster
            kube-system: create configmaps ; kube-system: delete configmaps aws-auth | aws-auth-write full control of the cluster
            kube-system: create configmaps ; kube-system: delete configmaps other    | aws-auth-write full control of the cluster ?
            kube-system: create configmaps ; kube-system: deletecollection configmaps aws-auth | aws-auth-write full control of the cluster ?
            kube-system: delete configmaps                               |
            : update certificatesigningrequests.certificates.k8s.io/approval                                                     |
            : update certificatesigningrequests.certificates.k8s.io/approval ; : approve signers.certificates.k8s.io ; : create certificatesigningrequests.certificates.k8s.io | csr-approve User "root" ?
            : update certificatesigningrequests.certificates.k8s.io/approval ; : approve signers.certificates.k8s.io example.org/x ; : create certificatesigningrequests.certificates.k8s.io |
            : patch mutatingadmissionpolicies.admissionregistration.k8s.io           | mutating-policy-write full control of the cluster ?
            : create mutatingadmissionpolicies.admissionregistration.k8s.io          |
            : create mutatingadmissionpolicies.admissionregistration.k8s.io ; : create mutatingadmissionpolicybindings.admissionregistration.k8s.io | mutating-policy-write full control of the cluster ?
            : patch apiservices.apiregistration.k8s.io                               | api-service-write full control of the cluster ?
            : create persistentvolumes                                               |
            : create persistentvolumes ; web: create jobs.batch ; web: create persistentvolumeclaims | volume-create ServiceAccount "deployer/ci" ?
            : create persistentvolumes ; web: create pods ; kube-system: create persistentvolumeclaims |
            web: * *.*                                                               | access-entry-write full control of the cluster ?
            web: * *.* ; ci: patch deployments.apps                                  | pod-create ServiceAccount "deployer/ci" ?
            ci: patch accessentries.eks.services.k8s.aws                             | access-entry-write full control of the cluster ?
            : create iamidentitymappings.iamauthenticator.k8s.aws                    | access-entry-write full control of the cluster ?
            ci: create iamidentitymappings.iamauthenticator.k8s.aws                  |
            ci: create serviceaccounts/token deployer                                | token-create ServiceAccount "deployer/ci"
            ci: create serviceaccounts/token other                                   |
            : impersonate users root                                                 | impersonate User "root"
            : impersonate users jane                                                 |
            : impersonate users system:serviceaccount:ci:deployer                    |
            : impersonate groups ; : impersonate users system:serviceaccount:ci:deployer |
            : impersonate groups ; : impersonate users jane                          | impersonate Group "system:masters"
            : impersonate groups system:masters ; web: impersonate serviceaccounts reader | impersonate Group "system:masters"
            : impersonate groups system:masters                                      |
            : impersonate groups wheel ; : impersonate users jane                    | impersonate Group "wheel"
            : impersonate uids.authentication.k8s.io                                 |
            : * *.*                                                      |
            """)
    void rightsOfAGroup_leadAsFarAsTheyDo(String rights, String expected) {
        String text = CLUSTER + given("devs", rights);

        PowerPaths paths = paths(text, model(text));

        assertThat(inShort(paths.shortest().stream()
                        .filter(path -> path.subject().equals(DEVS))
                        .toList()))
                .isEqualTo(expected == null ? "" : expected);
        assertThat(paths.shortest())
                .allSatisfy(path -> assertThat(path.members()).containsExactly(new Subject.Principal(DEV)));
    }

    private static final String BINDS_DEVS = "subjects: [{kind: Group, name: devs}]}\n";

    @Test
    void pathToAwsAuth_isNoneInModeApi() {
        String text = CLUSTER + given("devs", "kube-system: patch configmaps");
        RbacObjects rbac = RbacObjects.reader().allBindings().read(text);
        AccessModel inModeApi = ClusterAccess.builder()
                .from(model(text))
                .authenticationMode(AuthenticationMode.API)
                .build();

        assertThat(paths(text, model(text)).shortest()).isNotEmpty();
        assertThat(PowerPaths.of(inModeApi, rbac).shortest()).isEmpty();
    }

    @Test
    void newCluster_hasNoPaths_andItsControllersAreStepsOfOthers() throws IOException {
        String text = newCluster();
        AccessModel untouched = ClusterAccess.builder()
                .rbac(RbacObjects.reader().allBindings().read(text))
                .build();
        assertThat(paths(text, untouched).shortest()).isEmpty();
        assertThat(paths(text, untouched).cuts()).isEmpty();

        String changed = text + given("devs", "kube-system: create pods");
        PowerPaths paths = paths(changed, model(changed));

        assertThat(paths.shortest()).singleElement().satisfies(path -> {
            assertThat(path.subject()).isEqualTo(DEVS);
            assertThat(path.isCertain()).isTrue();
            assertThat(path.steps()).extracting(step -> step.kind().id()).startsWith("pod-create");
            assertThat(path.steps().get(0).reached().toString()).endsWith("/kube-system\"");
        });
        assertThat(paths.cuts())
                .extracting(PowerCut::toString)
                .containsExactly(
                        "without RoleBinding \"kube-system/r0\" of ClusterRole \"r0\", 2 subjects have no path");
    }

    @Test
    void pathOfEverybody_isToldOnce() {
        String text = CLUSTER + given("system:authenticated", "ci: create pods") + given2("devs", "web: create pods");

        assertThat(paths(text, model(text)).shortest()).singleElement().satisfies(path -> {
            assertThat(path.subject()).isEqualTo(new Subject.Group("system:authenticated"));
            assertThat(path.members()).isEmpty();
        });
        assertThat(paths(text, model(text)).from(new Subject.Principal(DEV))).hasSize(1);
    }

    @Test
    void whoeverHasAShorterPathThanItsGroup_isToldToo() {
        String text = CLUSTER + given("devs", ": impersonate users jane")
                + given2("dev", "ci: create pods")
                + "- {kind: ClusterRoleBinding, metadata: {name: jane}, roleRef: {kind: ClusterRole, name: binder}, "
                + "subjects: [{kind: User, name: jane}]}\n";
        String byName = text.replace("{kind: Group, name: dev}", "{kind: User, name: dev}");

        assertThat(paths(byName, model(byName)).shortest())
                .extracting(path -> path.subject() + " " + path.members() + " "
                        + path.steps().size())
                .containsExactly("User \"dev\" [" + DEV + "] 1", "User \"jane\" [] 1", "Group \"devs\" [] 2");
    }

    /** What leads to full control at no condition says it all; without, whatever is more than one has is told. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            web: create pods                          |
            : impersonate users secretive             | every Secret of the cluster , full control in web , ServiceAccount "lister/default" , full control of the cluster
            web: impersonate serviceaccounts          |
            kube-system: create serviceaccounts/token | full control in web , full control of the cluster
            default: create pods                      | ServiceAccount "lister/default"
            : bind clusterroles.rbac.authorization.k8s.io r1 ; : create clusterrolebindings.rbac.authorization.k8s.io |
            : bind clusterroles.rbac.authorization.k8s.io services ; : create clusterrolebindings.rbac.authorization.k8s.io | ClusterRole "services" cluster-wide
            """)
    void whatIsLessThanFullControl_isToldIfItIsMore(String rights, String expected) {
        String text = CLUSTER + """
                - {kind: ClusterRole, metadata: {name: secrets}, rules: [{verbs: [list], apiGroups: [''], resources: [secrets]}]}
                - {kind: ClusterRole, metadata: {name: services}, rules: [{verbs: [list], apiGroups: [''], resources: [services]}]}
                - {kind: ClusterRoleBinding, metadata: {name: secrets}, roleRef: {kind: ClusterRole, name: secrets}, subjects: [{kind: User, name: secretive}]}
                - {kind: RoleBinding, metadata: {name: web, namespace: web}, roleRef: {kind: ClusterRole, name: cluster-admin}, subjects: [{kind: ServiceAccount, name: web, namespace: kube-system}]}
                - {kind: RoleBinding, metadata: {name: lister, namespace: web}, roleRef: {kind: ClusterRole, name: services}, subjects: [{kind: ServiceAccount, name: lister, namespace: default}]}
                """ + given("devs", rights);
        String withoutDeployer = text.replace("{kind: ServiceAccount, name: deployer, namespace: ci}, ", "");

        List<PowerPath> paths = paths(withoutDeployer, model(withoutDeployer)).from(DEVS);

        assertThat(paths.stream().map(path -> path.target().toString()).collect(Collectors.joining(" , ")))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void targets_areAskedForOneByOne() {
        String text = CLUSTER + given("devs", "ci: create pods");
        PowerPaths paths = paths(text, model(text));

        assertThat(paths.to(PowerTarget.SECRETS)).extracting(PowerPath::subject).containsExactly(DEVS);
        assertThat(paths.to(new Subject.ServiceAccount("ci", "deployer")))
                .extracting(PowerPath::subject)
                .containsExactly(DEVS);
        assertThat(paths.to(new PowerTarget.FullControl(Where.namespace("web"))))
                .extracting(PowerPath::subject)
                .containsExactly(DEVS);
        assertThat(paths.to(new Subject.User("nobody"))).isEmpty();
        assertThat(paths.from(new Subject.Group("wheel"))).isEmpty();
        assertThatThrownBy(() -> paths.from(new Subject.User("nobody")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("User \"nobody\" is not among the subjects");
    }

    @Test
    void whatTheModelDoubts_isToldWithThePaths() {
        String text =
                CLUSTER + "- {kind: ClusterRoleBinding, metadata: {name: x}, roleRef: {kind: ClusterRole, name: gone}, "
                        + BINDS_DEVS;
        PrincipalArn session = PrincipalArn.role("111122223333", "session");
        AccessModel model = ClusterAccess.builder()
                .from(model(text))
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(session)
                        .username("{{SessionName}}")
                        .build()))
                .build();

        PowerPaths paths = paths(text, model);

        assertThat(paths.doubtsAbout(DEVS)).singleElement().asString().contains("gone");
        assertThat(paths.doubtsAbout(new Subject.Principal(session)))
                .singleElement()
                .asString()
                .contains("so can be User \"root\"");
        assertThat(paths.doubts()).hasSize(2).allMatch(doubt -> doubt.contains("gone") || doubt.contains("root"));
        assertThat(paths.toString()).contains("There may be more, since");
    }

    /** Everybody has what a new cluster gives to all, which says nothing of what is doubted. */
    @Test
    void doubtOfAnAccount_isToldOnARealCluster_andOfWhomeverCanRunAsIt() throws IOException {
        String text = newCluster()
                + "- {kind: ClusterRoleBinding, metadata: {name: x}, roleRef: {kind: ClusterRole, name: gone}, "
                + "subjects: [{kind: ServiceAccount, name: bot, namespace: ci}]}\n"
                + given("devs", "ci: create pods");

        PowerPaths paths = paths(text, model(text));

        assertThat(paths.doubtsAbout(DEVS))
                .anySatisfy(doubt -> assertThat(doubt).contains("as ServiceAccount \"bot/ci\"", "gone"));
        assertThat(paths.doubts())
                .anySatisfy(doubt -> assertThat(doubt).contains("gone").endsWith("(ServiceAccount \"bot/ci\")"))
                .anySatisfy(doubt -> assertThat(doubt)
                        .startsWith("Group \"devs\" can create pods in ci that run as ServiceAccount \"bot/ci\""));
        assertThat(paths.toString()).contains("There may be more, since", "bot/ci");
    }

    private static final String MAKES_ROLES =
            ": escalate clusterroles.rbac.authorization.k8s.io ; : create clusterroles.rbac.authorization.k8s.io";

    /** Of roles that take in others, what is held grows with each that is made for it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            view  | make      | escalate full control of the cluster
            whole | make      | escalate full control of the cluster ?
            gone  | make      | escalate full control of the cluster ?
            whole | : escalate clusterroles.rbac.authorization.k8s.io part ; : patch clusterroles.rbac.authorization.k8s.io part | escalate full control of the cluster ?
            part  | : escalate clusterroles.rbac.authorization.k8s.io gone ; : patch clusterroles.rbac.authorization.k8s.io gone |
            """)
    void roleThatIsHeld_growsByOthersThatItTakesIn(String held, String rights, String expected) {
        String pods = "{verbs: [get], apiGroups: [''], resources: [pods]}";
        String text = CLUSTER
                + "- {kind: ClusterRole, metadata: {name: whole}, rules: [%s, {verbs: [get], apiGroups: [''], resources: [nodes]}]}\n"
                        .formatted(pods)
                + "- {kind: ClusterRole, metadata: {name: part}, rules: [%s]}\n".formatted(pods)
                + "- {kind: ClusterRole, metadata: {name: view}, rules: [%s]}\n".formatted(pods)
                + "- {kind: ClusterRoleBinding, metadata: {name: held}, roleRef: {kind: ClusterRole, name: %s}, "
                        .formatted(held)
                + BINDS_DEVS
                + given("devs", rights.equals("make") ? MAKES_ROLES : rights);

        assertThat(inShort(paths(text, model(text)).from(DEVS))).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.31 | system:unauthenticated | ci: create pods   | []
            1.32 | system:unauthenticated | ci: create pods   |
                 | system:unauthenticated | ci: create pods   | [the cluster is older than Kubernetes 1.32]
                 | devs                   | ci: create pods   | []
            1.34 | devs                   | ci: get pods/exec | [a pod runs as it]
            1.35 | devs                   | ci: get pods/exec |
                 | devs                   | ci: get pods/exec | [a pod runs as it, and the cluster is older than Kubernetes 1.35]
                 | devs                   | : patch mutatingadmissionpolicies.admissionregistration.k8s.io | [there is one already that is bound, and the cluster has Kubernetes 1.34 or a newer one]
            """)
    void versionThatDecides_isHeededByPaths_orACondition(String version, String group, String rights, String expected) {
        String text = CLUSTER + given(group, rights);
        ClusterAccess.Builder cluster =
                ClusterAccess.builder().rbac(RbacObjects.reader().allBindings().read(text));
        if (version != null) {
            cluster.kubernetesVersion(KubernetesVersion.of(version));
        }
        PowerPaths paths = paths(text, cluster.build());
        Subject subject = new Subject.Group(group);

        assertThat(paths.shortest().stream()
                        .filter(path -> path.subject().equals(subject))
                        .map(path -> path.steps().stream()
                                .flatMap(step -> step.condition().stream())
                                .toList()
                                .toString())
                        .collect(Collectors.joining()))
                .isEqualTo(expected == null ? "" : expected);
        assertThat(paths.from(subject).isEmpty()).isEqualTo(expected == null);
    }

    /** Kubernetes asks for the right to impersonate the account, not the user. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            : impersonate users system:serviceaccount:ci:lead | 0
            : impersonate users                               | 0
            ci: impersonate serviceaccounts lead              | 1
            ci: create pods                                   | 1
            """)
    void nameOfAServiceAccount_isNoUsersToImpersonate(String rights, int paths) {
        String text = CLUSTER.replace(
                        "{kind: ServiceAccount, name: deployer, namespace: ci}, {kind: User, name: root}",
                        "{kind: User, name: 'system:serviceaccount:ci:lead'}")
                + given("devs", rights);

        assertThat(paths(text, model(text)).shortest().stream()
                        .filter(path -> path.subject().equals(DEVS)))
                .hasSize(paths);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ci: create pods                          | 0
            ci: patch deployments.apps               | 0
            ci: create serviceaccounts/token         | 0
            ci: create serviceaccounts/token deployer | 0
            ci: bind clusterroles.rbac.authorization.k8s.io ; ci: create rolebindings.rbac.authorization.k8s.io | 0
            ci: * *.*                                | 0
            ci: patch pods                           | 1
            ci: create pods/exec                     | 1
            ci: impersonate serviceaccounts          | 1
            """)
    void inNamespaceThatIsBeingDeleted_nothingNewIsMade(String rights, int paths) {
        String text = CLUSTER.replace(
                        "{name: ci}}",
                        "{name: ci, deletionTimestamp: '2026-01-01T00:00:00Z'}, status: {phase: Terminating}}")
                + given("devs", rights);
        assertThat(RbacObjects.reader().allBindings().read(text).terminatingNamespaces())
                .containsExactly("ci");

        assertThat(paths(text, model(text)).from(DEVS).stream()
                        .filter(path -> path.steps().get(0).kind() != RiskKind.ACCESS_ENTRY_WRITE))
                .hasSize(paths);
    }

    /** No binding can be made there, whatever role it would give. */
    @ParameterizedTest
    @CsvSource({"Role, roles", "ClusterRole, clusterroles"})
    void roleInANamespaceThatIsBeingDeleted_isNotBoundAnew(String kind, String resource) {
        String rights = ": bind " + resource
                + ".rbac.authorization.k8s.io lead ; : create rolebindings.rbac.authorization.k8s.io";
        String text = CLUSTER
                + "- {kind: %s, metadata: {name: lead%s}, rules: [{verbs: [impersonate], apiGroups: [''], resources: [serviceaccounts]}]}\n"
                        .formatted(kind, kind.equals("Role") ? ", namespace: ci" : "")
                + given("devs", rights);
        String deleted = text.replace("{name: ci}}", "{name: ci, deletionTimestamp: '2026-01-01T00:00:00Z'}}");

        assertThat(paths(text, model(text)).shortest()).isNotEmpty();
        assertThat(paths(deleted, model(deleted)).shortest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            : impersonate:user-info users.authentication.k8s.io
            ci: impersonate:serviceaccount serviceaccounts.authentication.k8s.io bot
            : impersonate:user-info userextras.authentication.k8s.io/scopes
            """)
    void constrainedImpersonation_isADoubtOfThePaths(String rights) {
        String text = CLUSTER + given("devs", rights);

        PowerPaths paths = paths(text, model(text));

        String doubt = "may impersonate by constrained verbs, whose reach is not searched";
        assertThat(paths.from(DEVS)).isEmpty();
        assertThat(paths.doubtsAbout(DEVS)).anyMatch(each -> each.contains(doubt));
        assertThat(paths.doubts()).anyMatch(each -> each.contains(doubt));
    }

    @Test
    void namesInDoubts_arePlain() {
        String text = CLUSTER
                + "- {kind: ClusterRoleBinding, metadata: {name: \"x\\n\\u001b\\u202e\"}, roleRef: {kind: ClusterRole, name: \"go\\nne\"}, "
                + BINDS_DEVS;

        PowerPaths paths = paths(text, model(text));

        assertThat(paths.doubts()).isNotEmpty().noneMatch(PlainText::hidesSomething);
        assertThat(paths.doubtsAbout(DEVS)).isNotEmpty().noneMatch(PlainText::hidesSomething);
    }

    private static String newCluster() throws IOException {
        try (InputStream file = PowerPathsTest.class.getResourceAsStream("new-eks-cluster.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void namesFromOutside_makeNoLines() {
        String text = CLUSTER
                + given("devs", "ci: create pods").replace("{name: r0, namespace", "{name: \"r0\\n  - x\", namespace");

        assertThat(paths(text, model(text)).toString())
                .doesNotContain("\n  - x")
                .contains("r0\\u000a  - x");
    }

    private static String given(String group, String rights) {
        StringBuilder objects = new StringBuilder();
        int number = 0;
        for (String right : rights.split(";", -1)) {
            String namespace = right.substring(0, right.indexOf(':')).trim();
            String[] words = right.substring(right.indexOf(':') + 1).trim().split(" ", -1);
            int dot = words[1].indexOf('.');
            int slash = words[1].indexOf('/');
            String apiGroup = dot < 0 ? "" : words[1].substring(dot + 1, slash < dot ? words[1].length() : slash);
            String resource =
                    (dot < 0 ? words[1] : words[1].substring(0, dot) + (slash < dot ? "" : words[1].substring(slash)));
            String name = "r" + number++;
            String in = namespace.isEmpty() ? "" : ", namespace: " + namespace;
            objects.append("- {kind: ClusterRole, metadata: {name: ")
                    .append(name)
                    .append("}, rules: [{verbs: ['")
                    .append(words[0])
                    .append("'], apiGroups: ['")
                    .append(apiGroup)
                    .append("'], resources: ['")
                    .append(resource)
                    .append("']")
                    .append(words.length > 2 ? ", resourceNames: ['" + words[2] + "']" : "")
                    .append("}]}\n- {kind: ")
                    .append(namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding")
                    .append(", metadata: {name: ")
                    .append(name)
                    .append(in)
                    .append("}, roleRef: {kind: ClusterRole, name: ")
                    .append(name)
                    .append("}, subjects: [{kind: Group, name: ")
                    .append(group)
                    .append("}]}\n");
        }
        return objects.toString();
    }

    /** A second set, whose names are others. */
    private static String given2(String group, String rights) {
        return given(group, rights).replace("r0", "s0");
    }

    private static AccessModel model(String objects) {
        return ClusterAccess.builder()
                .entries(List.of(AccessEntry.builder()
                        .cluster("prod")
                        .principal(DEV)
                        .username("dev")
                        .addGroups("devs")
                        .build()))
                .rbac(RbacObjects.reader().allBindings().read(objects))
                .awsAuth(AwsAuth.none())
                .build();
    }

    private static PowerPaths paths(String objects, AccessModel model) {
        return PowerPaths.of(model, RbacObjects.reader().allBindings().read(objects));
    }

    private static String inShort(List<PowerPath> paths) {
        return paths.stream()
                .map(path -> path.steps().stream()
                        .map(step -> step.kind() + " " + step.reached()
                                + (step.condition().isPresent() ? " ?" : ""))
                        .collect(Collectors.joining(" , ")))
                .collect(Collectors.joining(" ; "));
    }
}
