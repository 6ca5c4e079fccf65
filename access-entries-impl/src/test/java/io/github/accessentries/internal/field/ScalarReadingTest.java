package io.github.accessentries.internal.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.KubernetesYaml;
import io.github.accessentries.internal.document.UnreadableYamlException;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScalarReadingTest {

    private static final List<String> WORDS = List.of(
            "yes",
            "No",
            "oN",
            "y",
            "N",
            "true",
            "False",
            "TRUE",
            "~",
            "null",
            "Null",
            "0123",
            "089",
            "0x1F",
            "0o7",
            "0b1",
            "1_000",
            "1e3",
            "1.50",
            ".5",
            "-.inf",
            ".NaN",
            "12:30",
            "2024-01-31",
            "a",
            "1.2.3",
            "+1");

    private static final List<String> FORMS =
            List.of("%s", "%s", "%s", "'%s'", "\"%s\"", "!!str %s", "&a %s", "! %s", "!other %s");

    /** What one reader of YAML of Kubernetes takes for a text, the other does, and the names of members are the same. */
    @Test
    void fields_areTexts_whereJsonOfKubernetesHasTexts() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String word = WORDS.get(random.nextInt(WORDS.size())) + (random.nextInt(4) == 0 ? random.nextInt(9) : "");
            String form = FORMS.get(random.nextInt(FORMS.size()));
            String text = random.nextBoolean() ? "k: " + form.formatted(word) : word + ": v";
            Document document =
                    Document.parseAll(text, "text", DocumentLimits.TEAM_MANIFEST, ScalarReading.AS_KUBERNETES_DOES);
            try {
                assertSame(text, document.root(), KubernetesYaml.read(text, DocumentLimits.TEAM_MANIFEST));
            } catch (UnreadableYamlException e) {
                assertRefused(text, document);
            }
        }
    }

    private static void assertSame(String text, Field field, JsonElement expected) {
        if (!(expected instanceof JsonObject object)) {
            assertThat(field.isMapping()).as(text).isFalse();
            return;
        }
        assertThat(field.members().keySet()).as(text).containsExactlyElementsOf(object.keySet());
        field.members().forEach((name, member) -> {
            JsonElement value = object.get(name);
            assertThat(member.isEmpty()).as(text).isEqualTo(value.isJsonNull());
            boolean isText =
                    value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
            assertThat(member.isText()).as(text).isEqualTo(isText);
            if (isText) {
                assertThat(member.text()).as(text).contains(value.getAsString());
            } else if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean()) {
                assertThat(member.truth()).as(text).contains(value.getAsBoolean());
            }
        });
    }

    /** Where nothing can be made of it, neither a text nor a name comes of it. */
    private static void assertRefused(String text, Document document) {
        document.root().members().values().forEach(Field::text);
        assertThat(refusal(document)).as(text).isTrue();
    }

    private static boolean refusal(Document document) {
        try {
            document.refuseFaults();
            return false;
        } catch (InvalidDesiredAccessException refused) {
            return true;
        }
    }
}
