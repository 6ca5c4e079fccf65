package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.internal.text.Counted;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;

/** What everybody would gain and lose. */
record ComparisonResult(String cluster, ModelComparison comparison, RankedEffects effects) implements Result {

    ComparisonResult(String cluster, ModelComparison comparison) {
        this(cluster, comparison, new RankedEffects(comparison));
    }

    @Override
    public String kind() {
        return "comparison";
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("certain", comparison.isCertain());
        new ComparisonJson(comparison, effects).addTo(json);
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        int changed = comparison.changes().size();
        page.title("Access to " + PlainText.name(cluster) + ": "
                + (changed == 0
                        ? "nobody gains or loses anything"
                        : Counted.of(changed, "subject gains or loses", "subjects gain or lose") + " something")
                + effects.behindTitle());
        if (!comparison.isCertain()) {
            page.list("There may be other changes than these:", comparison.doubts());
        }
        PlanResult.addEffects(effects, page);
        page.foot(Counted.of(comparison.unchanged().size(), "subject keeps", "subjects keep")
                + " exactly what was there. Compared at " + time);
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "kind", "subject", "levels", "gains", "loses", "keeps", "doubts");
        comparison.doubts().forEach(doubt -> table.row(cluster, "incomplete", "", "", "", "", "", doubt));
        for (RankedEffects.Effect effect : effects.all()) {
            SubjectComparison each = effect.change();
            table.row(
                    cluster,
                    Words.kind(each.subject()),
                    each.subject().name(),
                    effect.steps().inWords(),
                    PlanResult.permissions(each.gained()),
                    PlanResult.permissions(each.lost()),
                    PlanResult.permissions(each.kept()));
        }
        return table;
    }
}
