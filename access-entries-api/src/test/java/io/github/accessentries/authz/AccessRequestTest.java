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

    @Test
    void requestAsReceived_isKeptAsItWasAsked() {
        AccessRequest odd = AccessRequest.asReceived()
                .verb("")
                .resource("pods/")
                .subresource(" ")
                .name("")
                .namespace("")
                .build();

        assertThat(odd.resource()).isEqualTo("pods/");
        assertThat(odd.subresource()).contains(" ");
        assertThat(odd.name()).as("an empty name is none").isEmpty();
        assertThat(odd.namespace()).isEmpty();
        assertThat(odd.inNamespace("prod").named("web").verb()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> odd.inNamespace(" "));
        assertThat(AccessRequest.asReceived().verb("get").path("x").build().path())
                .contains("x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessRequest.asReceived()
                        .verb("get")
                        .path("/x")
                        .namespace("prod")
                        .build());
        assertThat(AccessRequest.asReceived().verb("get").resource("pods").build())
                .isEqualTo(AccessRequest.of("get", "pods"));
    }

    @ParameterizedTest(name = "{0} is for {1}, subresource \"{2}\": {3}")
    @CsvSource({
        "secrets/, secrets, '',  false",
        "*/,       secrets, '',  false",
        "*/,       */,      '',  true",
        "*//,      secrets, /,   true",
        "*/log,    pods,    log, true",
        "*/log,    pods/log,'',  false",
        "pods/log, pods/log,'',  true",
        "a/b/c,    a,       b/c, true",
        "a/b/c,    a/b,     c,   true",
        "**,       pods,    '',  false",
        "'',       '',      '',  true",
    })
    void ruleAsReceived_isComparedToTheLetter(String resource, String asked, String subresource, boolean allowed) {
        Rule rule = Rule.asReceived()
                .addVerbs("get")
                .addApiGroups("")
                .addResources(resource)
                .build();

        assertThat(rule.allows(AccessRequest.asReceived()
                        .verb("get")
                        .resource(asked)
                        .subresource(subresource)
                        .build()))
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} has {1}: {2}")
    @CsvSource({
        "/a**, /ab, true",
        "/a***, /a, true",
        "**, x, true",
        "**, '', true",
        "/a*b*, /acb, false",
        "/a, /a*, false"
    })
    void starsAtTheEndOfAPath_areOne(String allowed, String path, boolean expected) {
        Rule rule = Rule.builder().addVerbs("get").addPaths(allowed).build();

        assertThat(rule.allows(AccessRequest.asReceived().verb("get").path(path).build()))
                .isEqualTo(expected);
    }

    @Test
    void theEmptyResourceName_isThatOfRequestsWithoutAName() {
        Rule rule = Rule.builder()
                .addVerbs("get")
                .addApiGroups("")
                .addResources("pods")
                .addResourceNames("")
                .build();

        assertThat(rule.allows(AccessRequest.of("get", "pods"))).isTrue();
        assertThat(rule.allows(AccessRequest.of("get", "pods").named("web"))).isFalse();
    }

    @Test
    void ruleForResourcesAndPaths_isForBoth() {
        Rule rule = Rule.asReceived()
                .addVerbs("get")
                .addApiGroups("")
                .addResources("pods")
                .addResourceNames("web")
                .addPaths("/metrics")
                .build();

        assertThat(rule).hasToString("get pods named web and /metrics");
        assertThat(rule.allows(AccessRequest.of("get", "pods").named("web"))).isTrue();
        assertThat(rule.allows(AccessRequest.ofPath("get", "/metrics"))).isTrue();
        assertThat(Rule.asReceived().build().allows(AccessRequest.of("get", "pods")))
                .isFalse();
    }
}
