package io.github.accessentries.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class SeedFileTest {

    private static final PrincipalArn DEV = PrincipalArn.role("111122223333", "team-a-dev");

    private static final String WHOLE = """
            version: 1
            principals:
              - arn:aws:iam::111122223333:role/legacy
              - arn: arn:aws:iam::111122223333:user/ci
                accessKeyId: AKIACI
                secretAccessKey: ci
            clusters:
              - name: prod
                mode: API_AND_CONFIG_MAP
                kubernetesVersion: "1.31"
                platformVersion: eks.7
                entries:
                  - principal: arn:aws:iam::111122223333:role/team-a-dev
                    username: dev
                    groups: [team-a, readers]
                    policies:
                      - policy: AmazonEKSEditPolicy
                        namespaces: [team-a, team-a-*]
                      - {policy: AmazonEKSViewPolicy, scope: cluster}
                    tags: {owner: team-a}
                  - {principal: "arn:aws:iam::111122223333:role/node", type: EC2_LINUX}
                rbac: |
                  apiVersion: rbac.authorization.k8s.io/v1
                  kind: ClusterRole
                  metadata: {name: reader}
                  rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]
                  ---
                  apiVersion: rbac.authorization.k8s.io/v1
                  kind: ClusterRoleBinding
                  metadata: {name: readers}
                  subjects: [{kind: Group, name: legacy, apiGroup: rbac.authorization.k8s.io}]
                  roleRef: {kind: ClusterRole, name: reader, apiGroup: rbac.authorization.k8s.io}
                aws-auth: |
                  apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: aws-auth, namespace: kube-system}
                  data:
                    mapRoles: |
                      - rolearn: arn:aws:iam::111122223333:role/legacy
                        username: legacy
                        groups: [legacy]
              - name: empty
            """;

    private static FakeEks fake(String seed) {
        return FakeEks.builder().seed(SeedFile.parse(seed)).build();
    }

    @Test
    void seed_isWhatTheFakeContains_againAfterAReset() {
        try (FakeEks eks = fake(WHOLE)) {
            assertSown(eks);
            eks.createCluster("more");

            eks.reset();

            assertSown(eks);
        }
    }

    private static void assertSown(FakeEks eks) {
        FakeCluster prod = eks.cluster("prod");
        assertThat(eks.eksClient().listClusters().clusters()).containsExactlyInAnyOrder("prod", "empty");
        assertThat(eks.eksClient()
                        .describeCluster(r -> r.name("prod"))
                        .cluster()
                        .platformVersion())
                .isEqualTo("eks.7");
        FakeEksAssertions.assertThat(prod)
                .entry(DEV)
                .hasUsername("dev")
                .hasGroups("team-a", "readers")
                .hasPolicy(AccessPolicy.EDIT)
                .inNamespaces("team-a", "team-a-*")
                .hasPolicy(AccessPolicy.VIEW)
                .clusterWide();
        assertThat(prod.accessEntries().get(DEV).tags()).containsEntry("owner", "team-a");
        FakeEksAssertions.assertThat(prod)
                .entry(PrincipalArn.role("111122223333", "node"))
                .hasType(EntryType.EC2_LINUX);
        FakeEksAssertions.assertThat(prod)
                .principal(eks.iam().role("legacy"))
                .can("get", "configmaps")
                .clusterWide();
        var ci = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIACI", "ci"));
        assertThat(eks.stsClient(ci).getCallerIdentity().arn()).endsWith("user/ci");
    }

    @Test
    void everyFault_isToldWithItsLineAndField() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedFile.parse("""
                        version: 2
                        principals: [{arn: a, accessKeyId: x}]
                        clusters:
                          - nam: prod
                            kubernetesVersion: "1.31"
                            entries:
                              - groups: devs
                                policies:
                                  - {policy: AmazonEKSViewPolicy}
                                  - {scope: namespace, policy: p}
                        """))
                .withMessageContainingAll(
                        "line 1: version \"2\" is not one of this form; use 1",
                        "line 2, principals[0]: needs both accessKeyId and secretAccessKey, or neither",
                        "line 4, clusters[0].nam: is unknown; use name, mode,",
                        "did you mean name?",
                        "line 4, clusters[0]: needs name",
                        "line 4, clusters[0]: needs both kubernetesVersion and platformVersion, or neither",
                        "line 7, clusters[0].entries[0].groups: is not a list",
                        "line 7, clusters[0].entries[0]: needs principal",
                        "line 9, clusters[0].entries[0].policies[0]: needs either scope: cluster or namespaces",
                        "scope \"namespace\" is none; use cluster, or name namespaces instead");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "'a: [' | is neither YAML nor JSON",
                "'a: &x [*x]' | it cannot be read: Number of aliases",
                "'version: 1\nversion: 1' | occurs twice",
                "'[]' | is not a mapping",
            })
    void text_thatIsNoSeed_saysWhy(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedFile.parse(text))
                .withMessageContaining(reason);
    }

    @Test
    void whatEksOrIamRefuses_isToldWithItsLine() {
        String head = "version: 1\nclusters:\n  - name: prod\n";

        assertRefused("version: 1\nprincipals: [nobody]", "line 2, principals[0]:");
        assertRefused(
                "version: 1\nprincipals:\n- {arn: 'arn:aws:iam::111122223333:role/a', accessKeyId: a,"
                        + " secretAccessKey: b}",
                "line 3, principals[0]: arn:aws:iam::111122223333:role/a is a role");
        assertRefused(head + "    mode: api", "line 3, clusters[0]: mode \"api\" is none");
        assertRefused(head + "  - name: prod", "line 4, clusters[1]:");
        assertRefused(head + "    rbac: 'kind: Role'", "line 4, clusters[0].rbac:");
        assertRefused(
                head
                        + "    entries:\n      - principal: arn:aws:iam::111122223333:role/a\n        groups: ['system:masters']",
                "line 5, clusters[0].entries[0]:");
        assertRefused(
                head + "    entries:\n      - principal: arn:aws:iam::111122223333:role/a\n        policies:\n"
                        + "          - {policy: AmazonEKSViewPolic, scope: cluster}",
                "line 7, clusters[0].entries[0].policies[0]:");
    }

    private static void assertRefused(String seed, String place) {
        assertThatIllegalArgumentException().isThrownBy(() -> fake(seed)).withMessageContaining(place);
    }

    @Test
    void secretsOfASeed_areInNoText() {
        String seed = "version: 1\nprincipals: [{arn: nobody, accessKeyId: AKIAX, secretAccessKey: s3cret-s3cret}]";

        assertThat(List.of(SeedFile.parse(seed).toString())).noneMatch(text -> text.contains("s3cret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake(seed))
                .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain("s3cret"));
    }
}
