package io.github.accessentries.internal.planning;

import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.SignOff;
import io.github.accessentries.plan.UnsafePlanException;
import java.util.List;

/** Refuses dangerous changes that nobody has signed off. */
public final class SignedOff {

    private SignedOff() {}

    /**
     * Refuses what is open.
     *
     * @param cluster the cluster's name
     * @param findings what is dangerous
     * @param signOff what a person has reviewed and accepts
     * @throws UnsafePlanException if some of the findings are not signed off
     */
    public static void require(String cluster, List<Finding> findings, SignOff signOff) {
        List<Finding> open = findings.stream()
                .filter(finding -> !signOff.covers(finding) && !signOff.coversIn(cluster, finding))
                .toList();
        if (!open.isEmpty()) {
            throw new UnsafePlanException(cluster, open);
        }
    }
}
