package io.github.accessentries.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columns_standBelowEachOther_withoutBlanksAtTheEnd() {
        assertThat(new TextTable()
                        .row("SUBJECT", "PLACE", "")
                        .row("ana", "everywhere", "x")
                        .text("- "))
                .isEqualTo("- SUBJECT  PLACE\n- ana      everywhere  x\n");
    }

    @Test
    void numbers_standToTheRight() {
        assertThat(TextTable.withNumbers().row("9", "a").row("10", "b").text(""))
                .isEqualTo(" 9  a\n10  b\n");
    }

    @Test
    void textFromOutside_makesNoLineAndNoColour() {
        assertThat(new TextTable().row("a\nb", "\u001b[31m\u202e", "c").text(""))
                .isEqualTo("a\\u000ab  \\u001b[31m\\u202e  c\n");
    }

    @Test
    void noRows_areNoText() {
        assertThat(new TextTable().text("  ")).isEmpty();
    }
}
