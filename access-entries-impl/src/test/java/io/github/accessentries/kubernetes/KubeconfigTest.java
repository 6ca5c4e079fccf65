package io.github.accessentries.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.PrincipalArn;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.services.eks.model.Cluster;
import software.amazon.awssdk.services.eks.model.ClusterStatus;

class KubeconfigTest {

    private static final Cluster PROD =
            StubApiServer.describe("https://example.eks").build();

    @TempDir
    private Path directory;

    private static String exec(ExecPlugin plugin) {
        Map<String, Object> config = new Yaml().load(Kubeconfig.of(PROD, plugin).toYaml());
        return String.valueOf(config.get("users"));
    }

    @Test
    void kubeconfig_isWhatTheAwsCliWrites() {
        assertThat(Kubeconfig.of(PROD).toYaml())
                .isEqualTo("""
                        apiVersion: v1
                        clusters:
                        - cluster:
                            certificate-authority-data: %s
                            server: https://example.eks
                          name: arn:aws:eks:us-west-2:111122223333:cluster/prod
                        contexts:
                        - context:
                            cluster: arn:aws:eks:us-west-2:111122223333:cluster/prod
                            user: arn:aws:eks:us-west-2:111122223333:cluster/prod
                          name: arn:aws:eks:us-west-2:111122223333:cluster/prod
                        current-context: arn:aws:eks:us-west-2:111122223333:cluster/prod
                        kind: Config
                        preferences: {}
                        users:
                        - name: arn:aws:eks:us-west-2:111122223333:cluster/prod
                          user:
                            exec:
                              apiVersion: client.authentication.k8s.io/v1beta1
                              args:
                              - --region
                              - us-west-2
                              - eks
                              - get-token
                              - --cluster-name
                              - prod
                              - --output
                              - json
                              command: aws
                        """.formatted(PROD.certificateAuthority().data()));
    }

    @Test
    void plugin_takesRoleAndProfile() {
        ExecPlugin plugin = ExecPlugin.awsCli(PROD)
                .withRole(PrincipalArn.role("111122223333", "dev"))
                .withProfile("yes");

        assertThat(exec(plugin))
                .contains("--output, json, --role, arn:aws:iam::111122223333:role/dev]")
                .contains("env=[{name=AWS_PROFILE, value=yes}]");
    }

    @Test
    void javaPlugin_speaksV1_andAsksNobody() {
        assertThat(exec(ExecPlugin.java(PROD, "/opt/access-entries/*")))
                .contains("apiVersion=client.authentication.k8s.io/v1,")
                .contains("command=java")
                .contains("[-cp, /opt/access-entries/*, io.github.accessentries.token.command.GetToken,"
                        + " --region, us-west-2, --cluster-name, prod]")
                .contains("interactiveMode=Never");
    }

    @Test
    void localCluster_isCalledByItsId() {
        Cluster local = PROD.toBuilder()
                .id("0e4bd51d-6ee7-4bb5-8b46-1a1b8b1ab6e2")
                .outpostConfig(outpost -> outpost.outpostArns("arn:o"))
                .build();

        assertThat(ExecPlugin.awsCli(local).arguments())
                .containsSequence("--cluster-id", "0e4bd51d-6ee7-4bb5-8b46-1a1b8b1ab6e2");
    }

    @Test
    void namesThatYamlTakesForOtherThings_stayTexts() {
        Cluster odd = PROD.toBuilder().name("1e3").build();

        Map<String, Object> config = new Yaml().load(Kubeconfig.of(odd).toYaml());

        assertThat(config.get("users")).asString().contains("--cluster-name, 1e3,");
        assertThat(Kubeconfig.of(odd).toYaml()).contains("- '1e3'");
    }

    @Test
    void clusterThatIsNotReady_isRefused() {
        Cluster creating = PROD.toBuilder().status(ClusterStatus.CREATING).build();

        assertThatThrownBy(() -> Kubeconfig.of(creating))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cluster prod has status CREATING");
    }

    @Test
    void file_isForItsOwnerOnly_andReplacesWhatWasThere() throws Exception {
        Path file = Files.writeString(directory.resolve("config"), "old");

        Kubeconfig.of(PROD).write(file);

        assertThat(file).hasContent(Kubeconfig.of(PROD).toYaml());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void fileThatCannotBeWritten_isAnError_thatNamesIt() {
        Path nowhere = directory.resolve("none").resolve("config");

        assertThatThrownBy(() -> Kubeconfig.of(PROD).write(nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(nowhere.toString());
    }
}
