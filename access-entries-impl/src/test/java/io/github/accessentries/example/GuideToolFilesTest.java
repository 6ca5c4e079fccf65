package io.github.accessentries.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.iac.AccessFormat;
import io.github.accessentries.iac.AccessSource;
import io.github.accessentries.iac.Imported;
import io.github.accessentries.iac.Omission;
import io.github.accessentries.plan.DesiredAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of the guides about files of eksctl and of controllers, between markers as they stand there. */
class GuideToolFilesTest {

    @TempDir
    Path directory;

    @Test
    void eksctl() throws Exception {
        Path config = Files.writeString(directory.resolve("cluster.yaml"), """
                apiVersion: eksctl.io/v1alpha5
                kind: ClusterConfig
                metadata: {name: prod}
                iamIdentityMappings: [{account: "444455556666"}]
                accessConfig:
                  accessEntries:
                    - principalARN: arn:aws:iam::${ACCOUNT}:role/ops
                    - principalARN: arn:aws:iam::${GUESTS}:role/guest
                """, StandardCharsets.UTF_8);
        // snippet: eksctl
        Imported imported = AccessFormat.eksctl()
                .read(Files.readString(config), Map.of("ACCOUNT", "111122223333")); // what the shell would fill in

        DesiredAccess prod = imported.clusters().get("prod");
        List<Omission> review = imported.omissions(); // look at these before anything is applied
        // end

        assertThat(prod.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.principal()).isEqualTo(PrincipalArn.role("111122223333", "ops")));
        assertThat(review.toString()).contains("iamIdentityMappings", "GUESTS");
    }

    @Test
    void manifests() throws Exception {
        String manifests = """
                apiVersion: eks.aws.upbound.io/v1beta1
                kind: AccessEntry
                metadata: {name: ops}
                spec: {forProvider: {clusterNameRef: {name: main}, principalArnFromRoleRef: {name: ops}}}
                """;
        String controlPlanes = """
                apiVersion: controlplane.cluster.x-k8s.io/v1beta2
                kind: AWSManagedControlPlane
                metadata: {name: main, namespace: infra, labels: {cluster.x-k8s.io/cluster-name: main}}
                spec: {accessConfig: {authenticationMode: api}, accessEntries: []}
                """;
        // snippet: controllers
        Map<String, String> values = Map.of("Cluster/main", "prod", "Role/ops", "arn:aws:iam::111122223333:role/ops");

        Imported crossplane = AccessFormat.crossplane().read(manifests, values);
        Imported clusterApi = AccessSource.clusterApi().read(controlPlanes, Map.of()); // read, not written

        DesiredAccess prod = crossplane.clusters().get("prod");
        String program = AccessFormat.pulumi().write("prod", prod).text(); // from one tool to another
        // end

        assertThat(clusterApi.clusters()).isEmpty();
        assertThat(program).contains("arn:aws:iam::111122223333:role/ops");
    }
}
