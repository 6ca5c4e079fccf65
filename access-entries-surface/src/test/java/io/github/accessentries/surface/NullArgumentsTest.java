package io.github.accessentries.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {

    @Test
    void whatRefusesNullByName_isNoFault() {
        assertThat(NullArguments.among(Surface.of(List.of(Shapes.Checked.class)), new Samples()))
                .isEmpty();
    }

    @Test
    void whatTakesNull_orRefusesItWithoutTheName_isTold() {
        assertThat(NullArguments.among(Surface.of(List.of(Shapes.Unchecked.class)), new Samples()))
                .satisfiesExactly(
                        each -> assertThat(each)
                                .isEqualTo(
                                        "Shapes.Unchecked.join(String[] parts): parts takes an element that is null"),
                        each -> assertThat(each).isEqualTo("Shapes.Unchecked.taken(Object any): any takes null"),
                        each -> assertThat(each)
                                .contains("text answers null with java.lang.NullPointerException: given"),
                        each -> assertThat(each)
                                .contains("corner answers null with")
                                .contains("Cannot invoke"));
    }

    @Test
    void implementationsThatAreGiven_areCalled() {
        Shapes.Named<String> named = name -> name;

        assertThat(NullArguments.among(Surface.of(List.of(Shapes.Named.class)), new Samples()))
                .isEmpty();
        assertThat(NullArguments.among(
                        Surface.of(List.of(Shapes.Named.class)), new Samples().with(Shapes.Named.class, named)))
                .containsExactly("Shapes.Named.of(Object name): name takes null");
    }

    @Test
    void aTypeWithoutASample_isTold() {
        assertThat(NullArguments.among(Surface.of(List.of(Shapes.Builder.class)), new Samples()))
                .isNotEmpty()
                .allSatisfy(
                        each -> assertThat(each).contains("There is no sample of " + Shapes.Builder.class.getName()));
    }
}
