package io.github.accessentries.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesDocumentsTest {

    private static KubernetesDocuments read(String text) {
        List<String> faults = new ArrayList<>();
        KubernetesDocuments documents = KubernetesDocuments.read(text, DocumentLimits.RBAC_OBJECTS, "", faults::add);
        assertThat(faults).isEmpty();
        return documents;
    }

    @Test
    void manyObjectsOnLinesOfTheirOwn_areReadInOneGo() {
        String object = "{\"kind\": \"Role\", \"note\": \"" + "x".repeat(500) + "\"}\n";

        assertThat(read(object.repeat(20_000)).readable()).hasSize(20_000);
    }

    @Test
    void sourceWithBlanksWithoutEnd_isReadInOneGo() {
        String text = "# Source: a" + " ".repeat(200_000) + "b\nkind: Role\n";

        assertThat(read(text).readable())
                .singleElement()
                .satisfies(document -> assertThat(document.place()).startsWith("document 1 (a"));
    }
}
