package io.github.accessentries.testkit.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.kubernetes.Kubeconfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Kubeconfigs with any name and secret in them: SnakeYAML reads what was meant, and nothing else. */
final class FuzzedKubeconfigs implements Consumer<byte[]> {

    @Override
    public void accept(byte[] input) {
        String text = new String(input, UTF_8);
        Kubeconfig config = Kubeconfig.builder()
                .clusterName(text)
                .userName("u" + text)
                .contextName("c" + text)
                .server(URI.create("https://127.0.0.1:6443"))
                .certificateAuthority("Y2E=")
                .token(text)
                .build();
        if (text.length() > 8) {
            assertThat(config.toString()).doesNotContain("token=" + text);
        }
        Object read;
        try {
            read = new Yaml(new SafeConstructor(new LoaderOptions())).load(config.toYaml());
        } catch (YAMLException e) {
            throw new AssertionError("What was written cannot be read", e);
        }
        assertThat(read)
                .isEqualTo(Map.of(
                        "apiVersion", "v1",
                        "kind", "Config",
                        "preferences", Map.of(),
                        "current-context", "c" + text,
                        "clusters",
                                List.of(Map.of(
                                        "name",
                                        text,
                                        "cluster",
                                        Map.of(
                                                "certificate-authority-data",
                                                "Y2E=",
                                                "server",
                                                "https://127.0.0.1:6443"))),
                        "contexts",
                                List.of(Map.of(
                                        "name", "c" + text, "context", Map.of("cluster", text, "user", "u" + text))),
                        "users", List.of(Map.of("name", "u" + text, "user", Map.of("token", text)))));
    }
}
