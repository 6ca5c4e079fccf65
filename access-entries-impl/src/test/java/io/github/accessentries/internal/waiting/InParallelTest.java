package io.github.accessentries.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.accessentries.UnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InParallelTest {

    /** A future that is done gives its result to an interrupted thread, so it was a matter of luck. */
    @Test
    void interruptedThread_getsNothing_howeverQuickTheResultsAre() {
        for (int i = 0; i < 200; i++) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> InParallel.of(List.of(1, 2), each -> each, 2))
                        .isInstanceOf(UnavailableException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }
}
