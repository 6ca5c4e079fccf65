package io.github.accessentries.plan;

import io.github.accessentries.internal.text.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether two plans, made at different times and places, are the same to the person who has read one of them: same state
 * of the cluster, same changes in the same order, same findings, same effects.
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
        MessageDigest digest = Sha256.begin();
        parts.forEach(part -> add(digest, part));
        // One by one, since the effects on thousands of subjects would be a long text.
        plan.effects().changes().forEach(change -> add(digest, change.toString()));
        plan.effects().doubts().forEach(doubt -> add(digest, doubt));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The lengths keep apart parts that would be equal when joined. */
    private static void add(MessageDigest digest, String part) {
        Sha256.add(digest, part.length() + ":" + part + "\n");
    }

    private static void add(String kind, Map<String, String> marks, List<String> parts) {
        new TreeMap<>(marks).forEach((name, value) -> parts.addAll(List.of(kind, name, value)));
    }

    private static void add(Change change, List<String> parts) {
        parts.add(change.toString());
        // The text leaves out labels beside other changes, and some make a role part of another one.
        if (change instanceof ObjectChange object) {
            add("label", object.object().labels(), parts);
            add("annotation", object.object().annotations(), parts);
        }
    }
}
