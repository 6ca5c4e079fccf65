package io.github.accessentries.testkit.internal.wire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private final AtomicInteger worked = new AtomicInteger();
    private final Remembered<String, Integer> numbers = new Remembered<>(text -> {
        worked.incrementAndGet();
        return Integer.valueOf(text);
    });

    @Test
    void question_askedAgain_needsNoWork() {
        assertThat(numbers.of("7")).isEqualTo(7);
        assertThat(numbers.of("7")).isEqualTo(7);
        assertThat(numbers.of("8")).isEqualTo(8);

        assertThat(worked).hasValue(2);
    }

    @Test
    void question_withoutAnAnswer_failsEachTime() {
        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> numbers.of("x")).isInstanceOf(NumberFormatException.class);
            assertThat(worked).hasValue(i);
        }
    }

    @Test
    void answers_beyondTheBound_areForgotten() {
        for (int i = 0; i <= 64; i++) {
            numbers.of(Integer.toString(i));
        }
        worked.set(0);

        assertThat(numbers.of("64")).isEqualTo(64);
        assertThat(worked).hasValue(0);
        assertThat(numbers.of("0")).isZero();
        assertThat(worked).hasValue(1);
    }
}
