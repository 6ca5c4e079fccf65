package io.github.accessentries.testkit.internal.kubernetes.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.table.Representation;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerFormTest {

    private static AnswerForm form(String accept) {
        return AnswerForm.of(new ApiRequest("GET", "/", "", Headers.of("Accept", accept), new byte[0]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "'' -> OBJECT",
                "application/json -> OBJECT",
                "*/* -> OBJECT",
                "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json"
                        + " -> TABLE",
                "application/json;as=Table;v=v9;g=meta.k8s.io, application/json -> OBJECT",
                "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,"
                        + "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1 -> METADATA",
                "application/vnd.kubernetes.protobuf,application/json -> OBJECT",
                "application/json;q=0.1,application/json;as=Table;v=v1;g=meta.k8s.io;q=0.9 -> TABLE",
            })
    void accept_isAnsweredByTheFirstThatThereIs(String accept, Representation representation) {
        assertThat(form(accept).shape()).isEqualTo(representation);
    }

    @ParameterizedTest
    @CsvSource({
        "'text/html,application/json;as=Graph;g=meta.k8s.io;v=v1'",
        "application/vnd.kubernetes.protobuf",
        "application/json;q=0"
    })
    void accept_ofNothingThatThereIs_isNotAcceptable(String accept) {
        assertThatThrownBy(() -> form(accept))
                .hasMessage("only the following media types are accepted: application/json, application/yaml");
    }

    @Test
    void yaml_isAnsweredByJson_whichIsYaml() {
        assertThat(form("application/yaml").contentType()).isEqualTo("application/yaml");
    }
}
