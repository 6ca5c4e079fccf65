package io.github.accessentries.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "team_a; team\\_a",
                "`@x; \\``@`x",
                "<b>|x; \\<b\\>\\|x",
                "@octocat; `@`octocat",
                "oidc:@octo-org/team; oidc:`@`octo-org/team",
                "jane@example.com; jane@example.com",
                "octo/repo@0123456789abcdef0123456789abcdef01234567; octo/repo`@`0123456789abcdef0123456789abcdef01234567",
                "octo/repo#12; octo/repo`#`12",
                "GH-5; `GH-`5",
                "a @ b; a @ b",
                "see #12; see `#`12",
                "HTTPS://evil.example/x; HTTPS`:`//evil.example/x",
                "WWW.evil.example; `WWW`.evil.example",
                "arn:aws:iam::111122223333:role/dev; arn:aws:iam::111122223333:role/dev"
            })
    void name_isNoMarkup_noLink_andCallsNobody(String text, String escaped) {
        assertThat(MarkdownText.of(text)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"a_b@c; ` a_b@c `", "a`b; `` a`b ``", "```; ```` ``` ````", "''; ''"})
    void code_endsWhereTheTextEnds(String text, String code) {
        assertThat(MarkdownText.code(text)).isEqualTo(code);
    }
}
