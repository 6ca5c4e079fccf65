package io.github.accessentries.eks;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EksAccessEntriesBuilderTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-prod", "pro d", "arn:aws:eks:us-west-2:111122223333:cluster/prod", "ümlaut"})
    void cluster_thatIsNoName_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EksAccessEntries.builder().cluster(name))
                .withMessageContainingAll("\"" + name + "\"", "not the ARN");
    }

    @Test
    void builder_withoutClusterOrWithNonsense_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> EksAccessEntries.builder().build())
                .withMessageContaining("cluster(name)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EksAccessEntries.builder().readParallelism(0))
                .withMessageContaining("1 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EksAccessEntries.builder().propagationPatience(java.time.Duration.ofSeconds(-1)))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EksAccessEntries.builder().cluster("c".repeat(101)));
    }
}
