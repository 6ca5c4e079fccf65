package io.github.accessentries.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.accessentries.authn.RejectionReason;
import io.github.accessentries.internal.principal.CanonicalArn;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StsArnTest {

    static List<JsonObject> cases() {
        return JsonCases.objects(
                JsonCases.read(StsArnTest.class, "arn-cases.json").getAsJsonArray("canonicalize"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void documentedArn_isCanonicalAsDocumented(JsonObject testCase) throws RefusedToken {
        String input = JsonCases.text(testCase, "input");
        if (testCase.has("error")) {
            assertThatThrownBy(() -> StsArn.canonical(input))
                    .asInstanceOf(InstanceOfAssertFactories.type(RefusedToken.class))
                    .extracting(refused -> refused.rejected().reason())
                    .isEqualTo(RejectionReason.BAD_ARN);
            return;
        }

        CanonicalArn arn = StsArn.canonical(input);

        assertThat(arn.text()).isEqualTo(JsonCases.text(testCase, "canonical"));
        assertThat(arn.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .isEqualTo(JsonCases.text(testCase, "principalType"));
    }
}
