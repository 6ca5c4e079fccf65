package io.github.accessentries.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.testkit.LifeOfClusters;
import io.github.accessentries.testkit.LifeOfClusters.Refusal;
import java.util.function.Consumer;
import software.amazon.awssdk.services.eks.EksClient;

/** A row of a table of refusals: what is wrong, the call, and the answer of EKS word for word. */
record Row(String cause, Consumer<EksClient> call, Refusal answer) {

    void verify(EksClient eks) {
        assertThat(LifeOfClusters.refusal(() -> call.accept(eks))).as(cause).isEqualTo(answer);
    }

    /** The name of the test. */
    @Override
    public String toString() {
        return cause;
    }
}
