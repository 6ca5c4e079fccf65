package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.accessentries.internal.text.PlainText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryRulesTest {

    @ParameterizedTest
    @CsvSource({
        "system:masters, system:",
        "eks:admin,      eks:",
        "aws:x,          aws:",
        "amazon:x,       amazon:",
        "iam:x,          iam:",
        "System:masters, ''",
        "systems,        ''",
        "team:system:x,  ''",
        "'',             ''",
    })
    void reservedPrefix_countsAtTheBeginningAndInItsLetterCase(String name, String prefix) {
        assertThat(EntryRules.reservedPrefixOf(name).orElse("")).isEqualTo(prefix);
        assertThat(EntryRules.isReserved(name)).isEqualTo(!prefix.isEmpty());
        if (!prefix.isEmpty()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EntryRules.requireGroup(name))
                    .withMessageContainingAll("\"" + name + "\"", "\"" + prefix + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "11112222333", "1111222233334", "11112222333a", "1111 2222 333", "١١١١٢٢٢٢٣٣٣٣"})
    void accountId_hasTwelveDigitsOfAscii(String text) {
        assertThat(EntryRules.isAccountId(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryRules.requireAccountId(text))
                .withMessageContaining("account id \"" + text + "\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrincipalArn.role(text, "dev"))
                .withMessageContaining("account id \"" + text + "\"");
        assertThat(EntryRules.isAccountId("000022223333")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "Prod_1-a", "0", "a-"})
    void clusterName_isTaken(String name) {
        assertThatCode(() -> EntryRules.requireClusterName(name)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-a", "_a", "a b", "a.b", "prod\n", "arn:aws:eks:eu-west-1:111122223333:cluster/prod", "é"})
    void whatIsNoClusterName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryRules.requireClusterName(name))
                .withMessageContainingAll(PlainText.quoted(name) + " cannot be the name", "not the ARN");
        assertThatIllegalArgumentException().isThrownBy(() -> EntryRules.requireClusterName("a".repeat(101)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team\na", "team\u001b[31m", "team\u009b", "\u202eteam", "team\u200b", "team\u3164"})
    void aNameThatDeceives_isNotTaken_butATagThatIsThereCanBeNamed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryRules.requireGroup(name))
                .withMessageContainingAll("group " + PlainText.quoted(name), "cannot be seen");
        assertThatIllegalArgumentException().isThrownBy(() -> EntryRules.requireUsername(name));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryRules.requireTag(name, "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryRules.requireTag("a", name));
        assertThatCode(() -> EntryRules.requireTagKey(name)).doesNotThrowAnyException();
    }
}
