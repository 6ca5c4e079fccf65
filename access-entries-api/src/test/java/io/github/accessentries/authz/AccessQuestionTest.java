package io.github.accessentries.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessQuestionTest {

    private static final AccessQuestion SECRETS = AccessQuestion.of("get", "secrets");

    @Test
    void question_saysWhatItLeavesOpen() {
        assertThat(SECRETS).hasToString("get secrets anywhere");
        assertThat(SECRETS.inNamespace("shop").inNamespace("team-*").named("db"))
                .hasToString("get secrets named db in team-*");
        assertThat(AccessQuestion.builder().build()).hasToString("any verb on any resource anywhere");
        assertThat(AccessQuestion.builder().addVerbs("get", "list").build())
                .hasToString("get, list any resource anywhere");
    }

    @ParameterizedTest
    @CsvSource({
        "*, pods, web, shop, leave verbs out to ask for any",
        "' ', pods, web, shop, leave verbs out to ask for any",
        "get, *, web, shop, leave resources out to ask for any",
        "get, pods/, web, shop, no subresource",
        "get, pods/*, web, shop, name them one by one",
        "get, pods, *, shop, leave names out to ask for any",
        "get, pods, ' ', shop, leave names out to ask for any",
        "get, pods, web, ' ', leave namespaces out to ask for anywhere",
    })
    void whatCannotBeMeant_isRefusedWithItsRemedy(
            String verb, String resource, String name, String namespace, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessQuestion.of(verb, resource).named(name).inNamespace(namespace))
                .withMessageContaining(remedy);
    }
}
