package io.github.accessentries.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void noteThatIsNoCondition_isNotDropped() {
        assertThat(Conditions.and(null, "")).isNull();
        assertThat(Conditions.and(Conditions.POD, ", if it rains")).isEqualTo("a pod runs as it, and it rains");
        assertThatThrownBy(() -> Conditions.and(Conditions.POD, ", only for some"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(", only for some");
    }
}
