package io.github.accessentries.rbac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests as tools print them, with what they grant and what must be said about them. */
class ManifestCasesTest {

    static Stream<Arguments> cases() throws IOException {
        return Stream.concat(cases("corpus.json", false), cases("cases-manifest.json", true));
    }

    private static Stream<Arguments> cases(String file, boolean namesAllRoles) throws IOException {
        try (Reader reader = new InputStreamReader(
                requireNonNull(ManifestCasesTest.class.getResourceAsStream("../iac/" + file)), UTF_8)) {
            return objects(JsonParser.parseReader(reader).getAsJsonObject().getAsJsonArray("cases"))
                    .filter(each -> each.get("format").getAsString().equals("manifest"))
                    .map(each -> Arguments.of(each.get("name").getAsString(), each, namesAllRoles));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void manifest_isReadAsItsToolsMeanIt(String name, JsonObject given, boolean namesAllRoles) {
        JsonObject expected = given.getAsJsonObject("expect");
        RbacObjects.Reader reader = RbacObjects.reader();
        if (given.getAsJsonObject("values").has("namespace")) {
            reader.namespace(given.getAsJsonObject("values").get("namespace").getAsString());
        }
        List<String> omitted = texts(expected.getAsJsonArray("omitted"));
        String text = given.get("text").getAsString();
        if (expected.get("refused").getAsBoolean()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reader.read(text))
                    .withMessageContainingAll(omitted.toArray(String[]::new));
            return;
        }

        RbacObjects objects = reader.read(text);

        assertThat(objects.bindings())
                .extracting(ManifestCasesTest::text)
                .as(name)
                .containsExactlyElementsOf(objects(expected.getAsJsonArray("bindings"))
                        .map(ManifestCasesTest::bindingText)
                        .toList());
        List<String> roles =
                objects.roles().stream().map(ManifestCasesTest::text).toList();
        List<String> expectedRoles = objects(expected.getAsJsonArray("roles"))
                .map(ManifestCasesTest::roleText)
                .toList();
        assertThat(roles).as(name).containsAll(expectedRoles);
        if (namesAllRoles) {
            assertThat(roles).as(name).isEqualTo(expectedRoles);
        }
        List<String> told = Stream.concat(objects.faults().stream(), objects.withoutEffect().stream())
                .toList();
        for (String part : omitted) {
            assertThat(told).as(name).anySatisfy(fault -> assertThat(fault).contains(part));
        }
        if (omitted.isEmpty()) {
            assertThat(objects.faults()).as(name).isEmpty();
        }
    }

    private static String text(RbacBinding binding) {
        return binding.kind() + " " + (binding.namespace() == null ? "" : binding.namespace()) + "/" + binding.name()
                + " " + binding.roleKind() + "/" + binding.role() + " "
                + binding.subjects().stream().map(ManifestCasesTest::text).toList();
    }

    private static String text(RbacSubject subject) {
        boolean isAccount = subject.kind().equals(RbacSubject.SERVICE_ACCOUNT);
        return subject.kind() + " " + (isAccount ? (subject.namespace() == null ? "" : subject.namespace()) + ":" : "")
                + subject.name();
    }

    private static String bindingText(JsonObject binding) {
        return binding.get("kind").getAsString() + " "
                + binding.get("namespace").getAsString() + "/"
                + binding.get("name").getAsString() + " " + binding.get("role").getAsString() + " "
                + texts(binding.getAsJsonArray("subjects"));
    }

    private static String text(RbacRole role) {
        return role.kind() + " " + (role.namespace() == null ? "" : role.namespace()) + "/" + role.name() + " "
                + role.rules();
    }

    private static String roleText(JsonObject role) {
        List<Rule> rules = objects(role.getAsJsonArray("rules"))
                .map(rule -> Rule.asReceived()
                        .verbs(texts(rule.getAsJsonArray("verbs")))
                        .apiGroups(texts(rule.getAsJsonArray("apiGroups")))
                        .resources(texts(rule.getAsJsonArray("resources")))
                        .build())
                .toList();
        return role.get("kind").getAsString() + " " + role.get("namespace").getAsString() + "/"
                + role.get("name").getAsString() + " " + rules;
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    private static List<String> texts(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }
}
