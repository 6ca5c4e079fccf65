package io.github.accessentries.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRequestTest {

    @ParameterizedTest
    @CsvSource({
        "pods,                            pods,        '',                ",
        "pods/log,                        pods,        '',                log",
        "deployments.apps,                deployments, apps,              ",
        "deployments.apps/scale,          deployments, apps,              scale",
        "ingresses.networking.k8s.io,     ingresses,   networking.k8s.io, ",
        "*,                               *,           '',                ",
    })
    void of_resourceAsKubectlWritesIt_isTakenApart(String text, String resource, String group, String subresource) {
        AccessRequest request = AccessRequest.of("get", text);

        assertThat(request.resource()).isEqualTo(resource);
        assertThat(request.apiGroup()).isEqualTo(group);
        assertThat(request.subresource().orElse(null)).isEqualTo(subresource);
        assertThat(request).hasToString("get " + text);
    }

    @ParameterizedTest
    @CsvSource({
        "'',  pods,  needs a verb",
        "get, '',    needs a resource",
        "get, .apps, needs a resource",
        "get, pods/, no subresource after it",
    })
    void of_incomplete_isRefusedWhenMade(String verb, String resource, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRequest.of(verb, resource))
                .withMessageContaining(message);
    }

    @Test
    void ofPath_hasNoNamespaceNorObject() {
        AccessRequest request = AccessRequest.ofPath("get", "/metrics");

        assertThat(request.isForResource()).isFalse();
        assertThat(request).hasToString("get /metrics");
        assertThatIllegalArgumentException().isThrownBy(() -> request.inNamespace("prod"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.named("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRequest.ofPath("get", "metrics"))
                .withMessageContaining("begins with a slash");
    }

    @Test
    void blankNamespaceOrName_isRefused() {
        AccessRequest request = AccessRequest.of("get", "pods");

        assertThatIllegalArgumentException().isThrownBy(() -> request.inNamespace(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> request.named(""));
    }

    @Test
    void oneNamespaceObject_isInItself() {
        assertThat(AccessRequest.of("get", "namespaces").named("prod"))
                .isEqualTo(AccessRequest.of("get", "namespaces").named("prod").inNamespace("prod"));
        assertThat(AccessRequest.of("list", "namespaces").namespace()).isEmpty();
        assertThat(AccessRequest.of("get", "namespaces.example.org")
                        .named("prod")
                        .namespace())
                .isEmpty();
    }

    @Test
    void toString_namesEverything() {
        assertThat(AccessRequest.of("get", "deployments.apps/scale")
                        .inNamespace("prod")
                        .named("web"))
                .hasToString("get deployments.apps/scale \"web\" in namespace prod");
    }

    @Test
    void rule_withoutVerbsOrForResourcesAndPathsAtOnce_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Rule.builder().addApiGroups("").addResources("pods").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.builder().addVerbs("get").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Rule.builder().addVerbs("get").addResources("pods").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.builder()
                        .addVerbs("get")
                        .addApiGroups("")
                        .addResources("pods")
                        .addPaths("/x")
                        .build());
        assertThat(Rule.builder().addVerbs("get").addPaths("/x").build().paths())
                .containsExactly("/x");
    }
}
