package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.plan.ReviewedPlan;
import io.github.accessentries.plan.Unchecked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what is kept of a plan out of the JSON that {@link PlanJson} writes, and refuses all else with its place. */
final class PlanReader {

    private static final StoredResult PLAN = StoredResult.PLAN;

    private PlanReader() {}

    static ReviewedPlan read(String text) {
        JsonObject plan = PLAN.read(text);
        List<String> changes = new ArrayList<>();
        List<JsonElement> steps = list(plan, "steps", "");
        for (int i = 0; i < steps.size(); i++) {
            changes.addAll(texts(object(steps.get(i), "steps[" + i + "]"), "changes", "steps[" + i + "].", "text"));
        }
        List<String> names = new ArrayList<>();
        Map<String, String> findings = new LinkedHashMap<>();
        List<JsonElement> written = list(plan, "findings", "");
        for (int i = 0; i < written.size(); i++) {
            JsonObject finding = object(written.get(i), "findings[" + i + "]");
            String within = "findings[" + i + "].";
            names.add(PLAN.text(finding, "name", within));
            findings.put(names.get(i), PLAN.text(finding, "text", within));
        }
        List<String> parts = texts(plan, "unchecked", "", "part");
        ReviewedPlan.Builder reviewed = ReviewedPlan.builder();
        reviewed.cluster(PLAN.text(plan, "cluster", ""))
                .digest(PLAN.text(plan, "digest", ""))
                .changes(changes)
                .findings(names)
                .findingTexts(findings)
                .unchecked(Stream.of(Unchecked.Part.values())
                        .filter(part -> parts.contains(part.id()))
                        .toList());
        ReviewedPlan read;
        try {
            read = reviewed.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("This is no plan: " + e.getMessage(), e);
        }
        PLAN.requireAsWritten(plan, text);
        return read;
    }

    /** One text of each object in a list. */
    private static List<String> texts(JsonObject of, String member, String within, String name) {
        List<String> texts = new ArrayList<>();
        List<JsonElement> elements = list(of, member, within);
        for (int i = 0; i < elements.size(); i++) {
            String place = within + member + "[" + i + "]";
            texts.add(PLAN.text(object(elements.get(i), place), name, place + "."));
        }
        return texts;
    }

    private static JsonObject object(JsonElement element, String place) {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw PLAN.refused(place, "a JSON object");
    }

    private static List<JsonElement> list(JsonObject of, String name, String within) {
        if (PLAN.member(of, name, within) instanceof JsonArray array) {
            return array.asList();
        }
        throw PLAN.refused(within + name, "a list");
    }
}
