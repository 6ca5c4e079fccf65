package io.github.accessentries.plan;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

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
            step.changes().forEach(change -> add(change, parts));
        }
        plan.findings().stream().map(Finding::toString).forEach(parts::add);
        MessageDigest digest = sha256();
        // The lengths keep apart parts that would be equal when joined.
        parts.forEach(part -> update(digest, part.length() + ":" + part + "\n"));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Unit by unit, so that no two texts are the same to it, whatever halves of characters they have. */
    private static void update(MessageDigest digest, String text) {
        byte[] units = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            units[2 * i] = (byte) (text.charAt(i) >> 8);
            units[2 * i + 1] = (byte) text.charAt(i);
        }
        digest.update(units);
    }

    private static void add(Change change, List<String> parts) {
        parts.add(change.toString());
        // The text leaves out labels beside other changes, and some make a role part of another one.
        if (change instanceof ObjectChange object) {
            parts.add(new TreeMap<>(object.object().labels()).toString());
            parts.add(new TreeMap<>(object.object().annotations()).toString());
        }
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
