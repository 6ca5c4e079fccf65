package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.ReviewedPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is kept of a plan out of the JSON that {@link PlanJson} writes, and refuses all else with its place. */
final class PlanReader {

    private static final int MOST_OF_A_VALUE = 100;

    /** Effects, and what was before and after each change, take most of the text, and are for people and other programs. */
    private static final Set<String> READ =
            Set.of("version", "kind", "cluster", "digest", "steps", "changes", "text", "findings", "name");

    private PlanReader() {}

    static ReviewedPlan read(String text) {
        JsonElement json;
        try {
            json = StrictJson.parseMembers(StrictJson.withoutMark(text), DocumentLimits.ACCESS_PLAN, READ);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "This is no plan: " + e.getMessage() + "; pass the whole text that was rendered as JSON", e);
        }
        JsonObject plan = object(json, "the text");
        // First, since nothing else is known about other versions and kinds.
        requireVersion(plan);
        requireKind(plan);
        List<String> changes = new ArrayList<>();
        List<JsonElement> steps = list(plan, "steps", "");
        for (int i = 0; i < steps.size(); i++) {
            changes.addAll(texts(object(steps.get(i), "steps[" + i + "]"), "changes", "steps[" + i + "].", "text"));
        }
        ReviewedPlan.Builder reviewed = ReviewedPlan.builder();
        reviewed.cluster(text(plan, "cluster", ""))
                .digest(text(plan, "digest", ""))
                .changes(changes)
                .findings(texts(plan, "findings", "", "name"));
        try {
            return reviewed.build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("This is no plan: " + e.getMessage(), e);
        }
    }

    private static void requireVersion(JsonObject plan) {
        if (!(member(plan, "version", "") instanceof JsonPrimitive version)
                || !version.isNumber()
                || !version.getAsString().equals(String.valueOf(ResultReport.VERSION))) {
            throw new IllegalArgumentException("The plan has version " + excerpt(member(plan, "version", ""))
                    + ", and this library reads version " + ResultReport.VERSION
                    + "; plan and apply with the same version of the library");
        }
    }

    private static void requireKind(JsonObject plan) {
        String kind = text(plan, "kind", "");
        if (!kind.equals(PlanResult.KIND)) {
            throw new IllegalArgumentException("This is a result of the kind " + excerpt(new JsonPrimitive(kind))
                    + ", not a plan; pass what was rendered of an AccessPlan");
        }
    }

    private static String excerpt(JsonElement value) {
        String text = value.toString();
        return PlainText.of(text.substring(0, Math.min(text.length(), MOST_OF_A_VALUE)));
    }

    /** One text of each object in a list. */
    private static List<String> texts(JsonObject of, String member, String within, String name) {
        List<String> texts = new ArrayList<>();
        List<JsonElement> elements = list(of, member, within);
        for (int i = 0; i < elements.size(); i++) {
            String place = within + member + "[" + i + "]";
            texts.add(text(object(elements.get(i), place), name, place + "."));
        }
        return texts;
    }

    private static JsonElement member(JsonObject of, String name, String within) {
        if (!of.has(name)) {
            throw new IllegalArgumentException(
                    "The plan lacks " + within + name + "; pass the whole text that was rendered as JSON");
        }
        return of.get(name);
    }

    private static JsonObject object(JsonElement element, String place) {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw refused(place, "a JSON object");
    }

    private static List<JsonElement> list(JsonObject of, String name, String within) {
        if (member(of, name, within) instanceof JsonArray array) {
            return array.asList();
        }
        throw refused(within + name, "a list");
    }

    private static String text(JsonObject of, String name, String within) {
        if (member(of, name, within) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw refused(within + name, "a text");
    }

    private static IllegalArgumentException refused(String place, String expected) {
        return new IllegalArgumentException(
                "In the plan, " + place + " is not " + expected + "; pass the whole text that was rendered as JSON");
    }
}
