package io.github.accessentries.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Finding;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether two plans, made at different times and places, are the same to the person who has read one of them: same state
 * of the cluster, same changes in the same order, same findings.
 */
final class PlanDigest {

    private PlanDigest() {}

    static String of(AccessPlan plan) {
        List<String> parts = new ArrayList<>();
        parts.add(plan.cluster());
        parts.add(plan.fingerprint());
        for (AccessPlan.Step step : plan.steps()) {
            parts.add(
                    step.phase() + " " + step.oneByOne() + " " + step.changes().size());
            step.changes().forEach(change -> parts.add(change.toString()));
        }
        plan.findings().stream().map(Finding::toString).forEach(parts::add);
        MessageDigest digest = sha256();
        // The lengths keep apart parts that would be equal when joined.
        parts.forEach(part -> digest.update((part.length() + ":" + part + "\n").getBytes(UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "This Java runtime has no SHA-256, which every Java platform must provide", e);
        }
    }
}
