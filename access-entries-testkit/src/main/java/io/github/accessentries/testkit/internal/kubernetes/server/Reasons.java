package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authz.Decision;
import io.github.accessentries.authz.Reason;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why something is allowed or not, in one short line. */
public final class Reasons {

    private static final int MOST = 300;

    private Reasons() {}

    /** What allows it, as the audit log of a cluster has it. */
    public static String ofPermission(Decision decision) {
        return decision.reasons().stream().map(Reason::text).collect(Collectors.joining("; "));
    }

    /** What comes nearest to allowing it. */
    public static String ofNearest(Decision decision) {
        return decision.nearest().stream().limit(1).map(Reasons::shortened).collect(Collectors.joining());
    }

    /** What comes nearest to allowing it, and what may be wrong with that. */
    public static String ofDenial(Decision decision) {
        return Stream.concat(
                        decision.nearest().stream().limit(1),
                        decision.doubts().stream().limit(1))
                .map(Reasons::shortened)
                .collect(Collectors.joining("; "));
    }

    /** What is missing stands at the end. */
    private static String shortened(String reason) {
        if (reason.length() <= MOST) {
            return reason;
        }
        int half = (MOST - 1) / 2;
        return reason.substring(0, half) + "…" + reason.substring(reason.length() - half);
    }
}
