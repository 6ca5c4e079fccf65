package io.github.accessentries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final Ailment STALE = Ailment.builder()
            .part("entries of prod")
            .why("too old")
            .disabling(true)
            .since(Instant.parse("2026-11-23T12:00:00Z"))
            .build();
    private static final Ailment FAILING = Ailment.builder()
            .part("mappings\nof prod")
            .why("the last value is still used")
            .disabling(false)
            .build();

    private static HealthIndicator having(Ailment... ailments) {
        return new HealthIndicator() {
            @Override
            public Health health() {
                return Health.builder().addAilments(ailments).build();
            }
        };
    }

    @Test
    void partsTogether_haveAllAilments_eachOnce_andAreReadyWhileNoneDisables() {
        HealthIndicator tellsNothing = new HealthIndicator() {};

        assertThat(Health.ofAll(List.of())).isEqualTo(Health.well());
        assertThat(Health.ofAll(List.of(having(), tellsNothing)))
                .isEqualTo(Health.unknown())
                .hasToString("unknown")
                .matches(Health::isWell)
                .matches(Health::isReady);
        assertThat(Health.ofAll(List.of(having())).isKnown()).isTrue();

        Health degraded = Health.ofAll(List.of(having(FAILING), tellsNothing, having(FAILING)));
        assertThat(degraded.ailments()).containsExactly(FAILING);
        assertThat(degraded.isWell()).isFalse();
        assertThat(degraded.isReady()).isTrue();

        Health failing = Health.ofAll(List.of(having(FAILING), having(STALE)));
        assertThat(failing.isReady()).isFalse();
        assertThat(failing).hasToString("""
                        mappings\\u000aof prod is degraded: the last value is still used
                        entries of prod fails: too old (since 2026-11-23T12:00:00Z)""");
    }

    @Test
    void partThatCannotSay_fails() {
        HealthIndicator broken = new HealthIndicator() {
            @Override
            public Health health() {
                throw new IllegalStateException("k8s-aws-v1.secret");
            }
        };

        assertThat(Health.ofAll(List.of(broken)).isReady()).isFalse();
        assertThat(Health.ofAll(List.of(broken)).toString())
                .contains("java.lang.IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void partWithAnError_fails() {
        HealthIndicator broken = new HealthIndicator() {
            @Override
            public Health health() {
                throw new StackOverflowError("k8s-aws-v1.secret");
            }
        };

        assertThat(Health.ofAll(List.of(broken)).isReady()).isFalse();
        assertThat(Health.ofAll(List.of(broken)).toString())
                .contains("java.lang.StackOverflowError")
                .doesNotContain("secret");
    }
}
