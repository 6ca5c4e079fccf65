package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredDataTest {

    private static final ResourceType SECRETS =
            BuiltInTypes.get().ofKind("v1", "Secret").orElseThrow();
    private static final ResourceType CONFIG_MAPS =
            BuiltInTypes.get().ofKind("v1", "ConfigMap").orElseThrow();

    private final StoredData rules = new StoredData();

    @Test
    void textsOfASecretBecomeBytesAndWinOverBytes() {
        KubeObject secret = object("{'metadata': {'name': 's'}, 'data': {'a': 'eA==', 'b': 'eQ=='},"
                + " 'stringData': {'a': 'me', 'c': ''}}");
        assertThat(rules.admit(Changes.creation(SECRETS, secret)).json())
                .isEqualTo(object("{'metadata': {'name': 's'}, 'data': {'a': 'bWU=', 'b': 'eQ==', 'c': ''}}")
                        .json());
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a valid config key must consist of alphanumeric characters",
        "'', a valid config key must consist of alphanumeric characters",
        "., must not be '.'",
        ".., must not be '..'",
        "..a, must not start with '..'"
    })
    void keysAreNamesOfFiles(String key, String why) {
        KubeObject map = object("{'metadata': {'name': 'm'}, 'data': {'%s': 'hidden'}}".formatted(key));
        assertThatThrownBy(() -> rules.admit(Changes.creation(CONFIG_MAPS, map)))
                .isInstanceOfSatisfying(ApiFault.class, fault -> {
                    assertThat(fault.code()).isEqualTo(422);
                    assertThat(fault.message())
                            .startsWith("ConfigMap \"m\" is invalid: data[" + key + "]: Invalid value: \"" + key
                                    + "\": " + why)
                            .doesNotContain("hidden");
                });
    }

    @Test
    void aKeyIsInOneBagOnly() {
        KubeObject map = object("{'metadata': {'name': 'm'}, 'data': {'a': 'x'}, 'binaryData': {'a': 'eA=='}}");
        assertThatThrownBy(() -> rules.admit(Changes.creation(CONFIG_MAPS, map)))
                .hasMessageContaining("data[a]: Invalid value: \"a\": duplicate of key present in binaryData")
                .hasMessageContaining("binaryData[a]: Invalid value: \"a\": duplicate of key present in data");
    }

    @ParameterizedTest
    @CsvSource({
        "kubernetes.io/tls, data[tls.crt]",
        "kubernetes.io/dockerconfigjson, data[.dockerconfigjson]",
        "kubernetes.io/basic-auth, data[username]",
        "kubernetes.io/ssh-auth, data[ssh-privatekey]",
        "kubernetes.io/service-account-token, metadata.annotations[kubernetes.io/service-account.name]"
    })
    void aSecretOfATypeHasWhatTheTypeNeeds(String type, String field) {
        KubeObject secret = object("{'metadata': {'name': 's'}, 'type': '%s'}".formatted(type));
        assertThatThrownBy(() -> rules.admit(Changes.creation(SECRETS, secret)))
                .hasMessageContaining(field + ": Required value");
    }

    @Test
    void whatIsImmutableStays() {
        KubeObject before =
                object("{'metadata': {'name': 's'}, 'type': 'Opaque', 'immutable': true, 'data': {'a': ''}}");
        assertThat(rules.admit(Changes.update(SECRETS, before, before))).isSameAs(before);
        KubeObject after = object("{'metadata': {'name': 's'}, 'type': 'other', 'data': {'a': 'eA=='}}");
        Change change = Changes.update(SECRETS, before, after);
        assertThatThrownBy(() -> rules.admit(change))
                .hasMessage("Secret \"s\" is invalid: [type: Invalid value: \"other\": field is immutable,"
                        + " immutable: Forbidden: field is immutable when `immutable` is set,"
                        + " data: Forbidden: field is immutable when `immutable` is set]");
    }

    private static KubeObject object(String json) {
        return KubeObject.of(JsonParser.parseString(json).getAsJsonObject());
    }
}
