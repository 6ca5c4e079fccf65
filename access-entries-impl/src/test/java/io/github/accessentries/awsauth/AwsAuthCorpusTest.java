package io.github.accessentries.awsauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the public authenticator makes of ordinary and odd texts, recorded by running the libraries that it uses. */
class AwsAuthCorpusTest {

    static Stream<Arguments> cases() throws IOException {
        try (InputStream stream = AwsAuthCorpusTest.class.getResourceAsStream("aws-auth-corpus.json")) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
            return JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cases").asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .map(one -> Arguments.of(
                            one.get("group").getAsString() + ": "
                                    + one.get("name").getAsString(),
                            one));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void text_isReadAsTheClusterReadsIt(String name, JsonObject one) {
        JsonObject expect = one.getAsJsonObject("expect");
        String error = expect.get("error").getAsString();
        AwsAuth read;
        try {
            read = read(one);
        } catch (IllegalArgumentException refused) {
            assertThat(error).as("refused: " + refused.getMessage()).startsWith("configMap: ");
            return;
        }

        List<ArnMapping> mappings = new ArrayList<>(read.roles());
        mappings.addAll(read.users());
        assertThat(mappings).isEqualTo(mappings(expect.getAsJsonArray("mappings")));
        assertThat(read.accounts()).isEqualTo(texts(expect.getAsJsonArray("accounts")));
        // Who writes an item with sso believes that it matches somebody, so that is told although the reader does not.
        assertThat(read.faults().isEmpty())
                .as("faults: " + read.faults() + ", error: " + error)
                .isEqualTo(error.isEmpty() && !expect.has("ssoIgnored"));
    }

    private static AwsAuth read(JsonObject one) {
        String section = one.get("section").getAsString();
        String text = one.get("text").getAsString();
        return section.equals("configMap") ? AwsAuth.parseConfigMap(text) : AwsAuth.parse(Map.of(section, text));
    }

    private static List<ArnMapping> mappings(JsonArray mappings) {
        return mappings.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(mapping -> ArnMapping.of(
                        mapping.get("arn").getAsString(),
                        mapping.get("username").getAsString(),
                        texts(mapping.getAsJsonArray("groups"))))
                .toList();
    }

    private static List<String> texts(JsonArray texts) {
        return texts.asList().stream().map(JsonElement::getAsString).toList();
    }
}
