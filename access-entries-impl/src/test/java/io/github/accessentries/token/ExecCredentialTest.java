package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecCredentialTest {

    private static final EksToken TOKEN = EksToken.builder()
            .value("k8s-aws-v1.abc")
            .expiresAt(Instant.parse("2015-08-30T12:50:00.123Z"))
            .build();

    private static ExecInfo info(String text) {
        return ExecInfo.of(Map.of("KUBERNETES_EXEC_INFO", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {ExecCredential.V1, ExecCredential.V1BETA1})
    void json_isWhatTheAwsCliPrints(String apiVersion) {
        assertThat(JsonParser.parseString(ExecCredential.builder()
                        .apiVersion(apiVersion)
                        .token(TOKEN)
                        .build()
                        .json()))
                .isEqualTo(JsonParser.parseString("""
                        {"kind": "ExecCredential", "apiVersion": "%s", "spec": {},
                         "status": {"expirationTimestamp": "2015-08-30T12:50:00Z", "token": "k8s-aws-v1.abc"}}
                        """.formatted(apiVersion)));
    }

    @Test
    void asText_showsNoToken() {
        assertThat(ExecCredential.builder()
                        .apiVersion(ExecCredential.V1)
                        .token(TOKEN)
                        .build()
                        .toString())
                .doesNotContain("abc");
    }

    @Test
    void unknownVersion_isRefused() {
        assertThatThrownBy(() -> ExecCredential.builder()
                        .apiVersion("client.authentication.k8s.io/v2")
                        .token(TOKEN)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use client.authentication.k8s.io/v1 or");
    }

    @ParameterizedTest
    @ValueSource(strings = {ExecCredential.V1, ExecCredential.V1BETA1})
    void knownVersion_isAnsweredWithoutComplaint(String apiVersion) {
        ExecInfo info = info(
                "{\"kind\":\"ExecCredential\",\"apiVersion\":\"" + apiVersion + "\",\"spec\":{\"interactive\":true}}");

        assertThat(info.apiVersion()).isEqualTo(apiVersion);
        assertThat(info.complaint()).isEmpty();
    }

    @Test
    void clientThatSaysNothing_getsV1beta1_withoutComplaint() {
        assertThat(ExecInfo.of(Map.of())).isEqualTo(info(""));
        assertThat(ExecInfo.of(Map.of()).apiVersion()).isEqualTo(ExecCredential.V1BETA1);
        assertThat(ExecInfo.of(Map.of()).complaint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{}",
                "{\"apiVersion\":null}",
                "{\"apiVersion\":{}}",
                "{\"apiVersion\":7}",
                "{\"apiVersion\":\"client.authentication.k8s.io/v1alpha1\"}",
                "{\"apiVersion\":\"CLIENT.authentication.k8s.io/v1\"}",
                "\u0000",
            })
    void whatTellsNoKnownVersion_getsV1beta1_withAComplaintThatQuotesNothing(String text) {
        ExecInfo info = info(text);

        assertThat(info.apiVersion()).isEqualTo(ExecCredential.V1BETA1);
        assertThat(info.complaint().orElseThrow())
                .startsWith("KUBERNETES_EXEC_INFO names neither")
                .doesNotContain("alpha");
    }

    @Test
    void hugeInfo_isNotRead() {
        assertThat(info("[".repeat(2 << 20)).complaint()).isPresent();
        assertThat(info("[".repeat(1 << 19)).complaint()).isPresent();
    }
}
