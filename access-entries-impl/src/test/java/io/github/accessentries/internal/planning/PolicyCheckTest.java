package io.github.accessentries.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

    private final PolicyCheck check =
            new PolicyCheck(PolicyCatalogue.published(), () -> List.of(AccessPolicy.EDIT, AccessPolicy.VIEW));

    @Test
    void misspeltPolicy_isRefusedWithTheOneThatMayBeMeant() {
        assertThat(check.fault(AccessPolicy.of("AmazonEKSViewPolicz")))
                .hasValueSatisfying(fault -> assertThat(fault).endsWith("; did you mean AmazonEKSViewPolicy?"));
        assertThat(check.fault(AccessPolicy.of("AmazonEKSviewPolicy")))
                .hasValueSatisfying(fault -> assertThat(fault).endsWith("; did you mean AmazonEKSViewPolicy?"));
    }

    @Test
    void policyLikeNoOther_isRefusedWithoutAGuess() {
        assertThat(check.fault(AccessPolicy.of("AmazonEKSGardenerPolicy")))
                .hasValueSatisfying(
                        fault -> assertThat(fault).contains("does not exist").doesNotContain("did you mean"));
        assertThat(check.fault(AccessPolicy.VIEW)).isEmpty();
    }
}
