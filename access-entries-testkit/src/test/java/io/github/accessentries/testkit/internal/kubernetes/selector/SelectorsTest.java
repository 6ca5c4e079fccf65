package io.github.accessentries.testkit.internal.kubernetes.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {

    private static final ResourceType PODS =
            BuiltInTypes.get().find("", "v1", "pods").orElseThrow();
    private static final KubeObject POD = KubeObject.of(JsonParser.parseString(
                    "{metadata:{name:a,namespace:n,labels:{app:web,tier:'',n:'7'}},spec:{nodeName:node},status:{phase:Running}}")
            .getAsJsonObject());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app=web | true",
                "app == web,tier= | true",
                "app!=web | false",
                "none!=web | true",
                "app in (db, web) | true",
                "app notin (db),!none | true",
                "app,!tier | false",
                "tier in () | true",
                "n>6,n<8 | true",
                "n>7 | false",
                "app in (db) , app | false",
            })
    void labels_areMatched(String selector, boolean matches) {
        assertThat(LabelSelector.parse(selector).matches(POD)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | found 'b', expected: in, notin, =, ==, !=, gt, lt",
                "a, | found '', expected: identifier after ','",
                "a in b | found 'b', expected: '('",
                "a in (b | found '', expected: ',' or ')'",
                "=b | found '=', expected: identifier",
                "a=b=c | found '=', expected: ',' or 'end of string'",
                "n>x | values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer",
            })
    void labels_thatAreMalformed_areRefused(String selector, String why) {
        assertThatThrownBy(() -> LabelSelector.parse(selector)).hasMessage("unable to parse requirement: " + why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata.name=a,metadata.namespace==n | true",
                "status.phase!=Running | false",
                "spec.nodeName=node,spec.hostNetwork=false | true",
                "metadata.name=a\\,b | false",
                "metadata.name!=a\\=b | true",
            })
    void fields_areMatched(String selector, boolean matches) {
        assertThat(FieldSelector.parse(selector, PODS, new BuiltInFields()).matches(POD))
                .isEqualTo(matches);
    }

    @Test
    void fields_thatAreUnknown_areRefused() {
        assertThatThrownBy(() -> FieldSelector.parse("spec.replicas=1", PODS, new BuiltInFields()))
                .hasMessage("field label not supported: spec.replicas");
        assertThatThrownBy(() -> FieldSelector.parse("metadata.name", PODS, new BuiltInFields()))
                .hasMessage("invalid selector: 'metadata.name'; can't understand 'metadata.name'");
    }

    @Test
    void anyText_isReadOrRefused() {
        String alphabet = "ab=!,()<> in\\.";
        SplittableRandom random = new SplittableRandom(13);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                LabelSelector.parse(text.toString()).matches(POD);
                FieldSelector.parse(text.toString(), PODS, new BuiltInFields()).matches(POD);
            } catch (ApiFault fault) {
                assertThat(fault.code()).isEqualTo(400);
            }
        }
    }
}
