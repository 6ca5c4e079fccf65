package io.github.accessentries.internal.iac.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.accessentries.internal.field.Unanswered;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellPlaceholdersTest {

    private static final int MOST = 1 << 22;

    private static final Map<String, String> VALUES = Map.of("A", "one", "B_2", "two", "EMPTY", "");

    @ParameterizedTest
    @CsvSource({
        "${A}, one",
        "$A, one",
        "$A.b, one.b",
        "${A}${B_2}$A, onetwoone",
        "${EMPTY}, ''",
        "${EMPTY-x}, ''",
        "${EMPTY:-x}, x",
        "${NONE-x y}, x y",
        "${NONE:=}, ''",
        "${A:-x}, one",
        "${A:-${B_2}}, one",
        "${NONE:-${B_2}}, two",
        "${NONE:-x${NO-$A}.${NO:-}z}, xone.z",
        "${A:-$(date)}, one",
        "${A:?say it}, one",
        "${EMPTY?say it}, ''",
        "a$, a$",
        "$1 $- $., $1 $- $.",
        "{A} A, {A} A",
    })
    void whatIsKnown_isFilledIn_asAShellDoesIt(String text, String filled) {
        ShellPlaceholders placeholders = ShellPlaceholders.fill(text, VALUES, MOST);

        assertThat(placeholders.text()).isEqualTo(filled);
        assertThatCode(() -> placeholders.check(placeholders.text())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "${NONE}, nothing says what NONE is; give a value for it",
        "x $NONE y, nothing says what NONE is; give a value for it",
        "${NONE:+x}, only the shell knows what ${NONE:+x} stands for; fill it in before it is read",
        "${NONE:-${NO}}, nothing says what NONE (or NO) is; give a value for it",
        "${NONE:-${NO}-${OTHER:-$THIRD}}, nothing says what NONE (or NO and OTHER (or THIRD)) is; give a value for it",
        "${NONE:-$(date)}, nothing says what NONE is; give a value for it",
        "'${NONE:-\"x\"}', nothing says what NONE is; give a value for it",
        "${NONE:-a$$b}, nothing says what NONE is; give a value for it",
        "${NONE:?say it}, nothing says what NONE is; give a value for it",
        "${NONE?}, nothing says what NONE is; give a value for it",
        "'${EMPTY:?say it}', 'the value of EMPTY is empty, and the file asks for one that is not; give another'",
        "'$NONE ${NO}, $OTHER', 'nothing says what NONE, NO and OTHER are; give values for them'",
        "$NONE $(id) $NO $NONE, 'nothing says what NONE and NO are; give values for them, and only the shell knows what"
                + " $(id) stands for; fill it in before it is read'",
        "${A+x}, only the shell knows what ${A+x} stands for; fill it in before it is read",
        "${A/o/${B_2}}, only the shell knows what ${A/o/${B_2}} stands for; fill it in before it is read",
        "${#A}, only the shell knows what ${#A} stands for; fill it in before it is read",
        "${NONE:-{x}, only the shell knows what ${NONE:-{x} stands for; fill it in before it is read",
        "$(a $(b)), only the shell knows what $(a $(b)) stands for; fill it in before it is read",
        "$((1 + 2)), only the shell knows what $((1 + 2)) stands for; fill it in before it is read",
        "${A%x}, only the shell knows what ${A%x} stands for; fill it in before it is read",
        "$(date), only the shell knows what $(date) stands for; fill it in before it is read",
        "$$A, only the shell knows what $$A stands for; fill it in before it is read",
        "$${A}, only the shell knows what $${A} stands for; fill it in before it is read",
        "\\${A}, only the shell knows what \\${A} stands for; fill it in before it is read",
        "${, only the shell knows what ${ stands for; fill it in before it is read",
    })
    void whatIsNotKnown_isNeverGuessed(String text, String reason) {
        ShellPlaceholders placeholders = ShellPlaceholders.fill(text, VALUES, MOST);

        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> placeholders.check(placeholders.text()))
                .withMessage(reason);
    }

    @Test
    void marks_areNotMistaken_forWhatATextHasAnyway() throws Exception {
        String own = "\uE000\uE0000\uE000\uE000";
        ShellPlaceholders placeholders = ShellPlaceholders.fill(own + " ${NONE}", Map.of("A", own), MOST);

        placeholders.check(own);
        assertThatExceptionOfType(Unanswered.class).isThrownBy(() -> placeholders.check(placeholders.text()));
    }

    /** Each would take hours if a run of letters was looked through from each of its letters. */
    @ParameterizedTest
    @ValueSource(strings = {"$", "${", "$(", "${A", "${A:-", "\\", "$$(", "${A}", "a$("})
    @Timeout(60)
    void longRuns_areReadInOnePass(String part) {
        String text = part.repeat(MOST / part.length());

        assertThat(ShellPlaceholders.fill(text, VALUES, MOST).text()).isNotNull();
    }

    @Test
    void valuesThatMultiply_endWhereNobodyReadsOn() {
        String value = "x".repeat(1_000_000);

        assertThat(ShellPlaceholders.fill("$A ".repeat(1_000_000), Map.of("A", value), MOST)
                        .text()
                        .length())
                .isBetween(MOST, 3 * MOST);
    }

    @Test
    void randomTexts_withoutDollars_stayAsTheyAre() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String text = random.ints(20, 32, 127)
                    .filter(character -> character != '$')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            ShellPlaceholders placeholders = ShellPlaceholders.fill(text, VALUES, MOST);

            placeholders.check(text);
            assertThat(placeholders.text()).isEqualTo(text);
        }
    }
}
