package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.UsernameTemplate.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsernameTemplateTest {

    private static final Map<Placeholder, String> SESSION = Map.of(
            Placeholder.EC2_PRIVATE_DNS_NAME,
            "ip-10-0-0-1.ec2.internal",
            Placeholder.ACCOUNT_ID,
            "111122223333",
            Placeholder.SESSION_NAME_RAW,
            "ana@example.com",
            Placeholder.ACCESS_KEY_ID,
            "ASIAEXAMPLEEXAMPLE00");

    private static Optional<String> render(String template) {
        return UsernameTemplate.of(template).render(placeholder -> Optional.ofNullable(SESSION.get(placeholder)));
    }

    @ParameterizedTest
    @CsvSource({
        "'{{SessionName}}',                         ana-example.com",
        "'{{SessionNameRaw}}',                      ana@example.com",
        "'{{AccountID}}:{{SessionName}}',           111122223333:ana-example.com",
        "'system:node:{{EC2PrivateDNSName}}',       system:node:ip-10-0-0-1.ec2.internal",
        "'{{AccessKeyID}}-{{AccessKeyID}}',         ASIAEXAMPLEEXAMPLE00-ASIAEXAMPLEEXAMPLE00",
        "'{{sessionname}} {{ SessionName }} {{X}}', '{{sessionname}} {{ SessionName }} {{X}}'",
        "'{{SessionName}',                          '{{SessionName}'",
        "ana,                                       ana",
        "'',                                        ''",
    })
    void render_fillsInWhatItKnows_andLeavesTheRest(String template, String username) {
        assertThat(render(template)).contains(username);
    }

    @Test
    void render_withoutAValueThatIsNeeded_isEmpty() {
        UsernameTemplate node = UsernameTemplate.of("system:node:{{EC2PrivateDNSName}}");

        assertThat(node.render(placeholder -> Optional.empty())).isEmpty();
        assertThat(UsernameTemplate.of("ana").render(placeholder -> Optional.empty()))
                .contains("ana");
    }

    @ParameterizedTest
    @CsvSource({
        "dev:{{SessionName}},                  dev:ana,          true",
        "dev:{{SessionName}},                  dev:a,            false",
        "dev:{{SessionName}},                  dev:ana@x,        false",
        "dev:{{SessionNameRaw}},               dev:ana@x,        true",
        "dev:{{SessionName}},                  ops:ana,          false",
        "{{SessionName}}/{{SessionName}},      ana/ana,          true",
        "{{SessionName}}/{{SessionName}},      ana/bob,          false",
        "{{AccountID}},                        111122223333,     true",
        "{{AccountID}},                        11112222,         false",
        "a.c,                                  abc,              false",
        "{{Other}}:{{SessionName}},            {{Other}}:ana,    true",
        "{{Other}}:{{SessionName}},            x:ana,            false",
    })
    void canBe_goesByWhatAwsAllows(String template, String username, boolean expected) {
        assertThat(UsernameTemplate.of(template).canBe(username)).isEqualTo(expected);
    }

    /** Whatever a template is made of, it can be what it renders to, and begins as it says. */
    @Test
    void whatIsRendered_isOneOfTheNamesThatItCanBe() {
        List<String> parts = new ArrayList<>(List.of("a", ":", "{{", "}}", "{{X}}", "."));
        for (Placeholder placeholder : Placeholder.values()) {
            parts.add(placeholder.text());
        }
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(5); part > 0; part--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            UsernameTemplate template = UsernameTemplate.of(text.toString());
            String username = render(text.toString()).orElseThrow();

            assertThat(template.canBe(username))
                    .as("%s can be %s", template, username)
                    .isTrue();
            assertThat(username).startsWith(template.fixedStart());
            if (template.isFixed()) {
                assertThat(template.placeholders()).isEmpty();
                assertThat(username).isEqualTo(text.toString());
            }
        }
    }

    @Test
    void whatIsTheSameForAllSessions_isFilledInByItself() {
        UsernameTemplate template = UsernameTemplate.of("{{AccountID}}:{{SessionName}}:{{SessionNameRaw}}");

        assertThat(template.withAccountId("111122223333"))
                .hasToString("111122223333:{{SessionName}}:{{SessionNameRaw}}");
        assertThat(template.withSessionName("a@b")).hasToString("{{AccountID}}:a-b:a@b");
        assertThat(template.withSessionName("").placeholders()).containsExactly(Placeholder.ACCOUNT_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "{{SessionName}},          false",
        "team{{SessionNameRaw}},   false",
        "{{SessionName}}:team,     false",
        "team:{{SessionName}},     true",
        "a:b-{{SessionName}},      true",
        "{{AccountID}},            true",
        "ana,                      true",
    })
    void keepsSessionNamesApart_byAColonBefore(String template, boolean expected) {
        assertThat(UsernameTemplate.of(template).keepsSessionNamesApart()).isEqualTo(expected);
    }
}
