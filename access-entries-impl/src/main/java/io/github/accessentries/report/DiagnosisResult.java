package io.github.accessentries.report;

import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.recovery.Diagnosis;
import io.github.accessentries.recovery.Obstacle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What keeps somebody out of a cluster. */
record DiagnosisResult(Diagnosis diagnosis) implements Result {

    private static final List<String> COLUMNS = List.of("", "Cause", "What was found", "What to do");

    @Override
    public String kind() {
        return "diagnosis";
    }

    @Override
    public String cluster() {
        return diagnosis.cluster();
    }

    @Override
    public void addTo(JsonObject json) {
        json.addProperty("about", diagnosis.attempt().toString());
        json.addProperty("mode", diagnosis.mode().name());
        json.add("obstacles", JsonReport.list(diagnosis.obstacles(), DiagnosisResult::obstacle));
        json.add("checked", JsonReport.texts(diagnosis.checked()));
        json.add("unchecked", JsonReport.list(diagnosis.unchecked(), PlanJson::unchecked));
    }

    private static JsonObject obstacle(Obstacle obstacle) {
        JsonObject json = new JsonObject();
        json.addProperty("cause", obstacle.cause().id());
        json.addProperty("certain", obstacle.isCertain());
        json.addProperty("text", obstacle.text());
        json.addProperty("step", obstacle.step());
        obstacle.remedy().ifPresent(remedy -> json.addProperty("remedy", remedy.toString()));
        return json;
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title(diagnosis.attempt() + " on " + PlainText.name(diagnosis.cluster()) + " (mode " + diagnosis.mode()
                + "): " + diagnosis.verdict());
        if (!diagnosis.certain().isEmpty()) {
            page.table(COLUMNS, rows(diagnosis.certain(), 1));
        }
        if (!diagnosis.possible().isEmpty()) {
            page.strong("Possible, not certain:");
            page.table(COLUMNS, rows(diagnosis.possible(), diagnosis.certain().size() + 1));
        }
        page.paragraph("Looked at: " + String.join(", ", diagnosis.checked()) + ".");
        if (!diagnosis.unchecked().isEmpty()) {
            page.list("Not looked at, so that more may keep it out:", diagnosis.unchecked());
        }
        page.foot("Diagnosed at " + time);
    }

    private static List<List<String>> rows(List<Obstacle> obstacles, int first) {
        List<List<String>> rows = new ArrayList<>();
        for (Obstacle obstacle : obstacles) {
            rows.add(List.of(
                    String.valueOf(first + rows.size()),
                    obstacle.cause().id() + (obstacle.isCertain() ? "" : " (possible)"),
                    obstacle.text(),
                    obstacle.step()));
        }
        return rows;
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable("cluster", "kind", "cause", "certain", "text", "step", "remedy");
        String cluster = diagnosis.cluster();
        for (Obstacle obstacle : diagnosis.obstacles()) {
            table.row(
                    cluster,
                    "obstacle",
                    obstacle.cause().id(),
                    obstacle.isCertain() ? "yes" : "no",
                    obstacle.text(),
                    obstacle.step(),
                    obstacle.remedy().map(Object::toString).orElse(""));
        }
        diagnosis
                .unchecked()
                .forEach(each -> table.row(cluster, "not checked", each.part().id(), "", each.text()));
        return table;
    }
}
