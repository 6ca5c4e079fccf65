package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;

/** What everybody would gain and lose. */
record ComparisonResult(String cluster, ModelComparison comparison) implements Result {

    @Override
    public String kind() {
        return "comparison";
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("certain", comparison.isCertain());
        new ComparisonJson(comparison).addTo(json);
    }

    @Override
    public void addTo(Instant time, MarkdownPage page) {
        int changed = comparison.changes().size();
        page.title("Access to " + PlainText.name(cluster) + ": "
                + (changed == 0
                        ? "nobody gains or loses anything"
                        : Counted.of(changed, "subject gains or loses", "subjects gain or lose") + " something"));
        if (!comparison.isCertain()) {
            page.strong("There may be other changes than these:");
            page.list(comparison.doubts());
        }
        PlanResult.addEffects(comparison, page);
        page.paragraph(Counted.of(comparison.unchanged().size(), "subject keeps", "subjects keep")
                + " exactly what was there. Compared at " + time);
    }
}
