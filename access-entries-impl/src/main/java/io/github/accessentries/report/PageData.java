package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.question.AnswerGrounds;
import io.github.accessentries.internal.question.Asked;
import io.github.accessentries.internal.question.BuiltInResource;
import io.github.accessentries.internal.question.PlacedDoubt;
import io.github.accessentries.internal.question.QuestionWords;
import io.github.accessentries.risk.Exposure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that the page for browsers works with: the report, and what it needs to answer questions by itself. Writes once. */
final class PageData {

    private final AccessReport report;
    private final JsonReport writer;
    private final Map<Subject, Integer> rows = new HashMap<>();

    PageData(AccessReport report) {
        this.report = report;
        this.writer = new JsonReport(report);
        report.rows().forEach(row -> rows.put(row.subject(), rows.size()));
    }

    /**
     * The data with names as they are, since questions are about these; the page makes plain what
     * it shows. Gson escapes what could end a script element, so this may stand inside one.
     *
     * @return one line
     */
    String render() {
        JsonObject json = writer.json();
        addSummaries(json.getAsJsonArray("subjects"));
        markRights(json.getAsJsonArray("risks"));
        if (report.model() instanceof AnswerGrounds grounds) {
            json.add("answers", answers(report.model(), grounds));
        }
        json.add("roles", writer.roles());
        return JsonReport.text(json);
    }

    private void addSummaries(JsonArray subjects) {
        for (int i = 0; i < subjects.size(); i++) {
            List<PlacedGrant> grants = report.rows().get(i).grants();
            JsonArray written = subjects.get(i).getAsJsonObject().getAsJsonArray("grants");
            for (int j = 0; j < grants.size(); j++) {
                addSummary(written.get(j).getAsJsonObject(), grants.get(j));
            }
        }
    }

    /**
     * Tells findings about something that is allowed from those about what is unknown or unused, and where they are, in place of the
     * words for it, since a namespace can be called like any of them.
     */
    private void markRights(JsonArray risks) {
        for (int i = 0; i < risks.size(); i++) {
            List<Exposure> exposures = report.risks().get(i).exposures();
            JsonArray written = risks.get(i).getAsJsonObject().getAsJsonArray("exposures");
            for (int j = 0; j < written.size(); j++) {
                JsonObject exposure = written.get(j).getAsJsonObject();
                exposure.remove("where");
                exposure.add("places", JsonReport.list(exposures.get(j).places(), ComparisonJson::place));
                exposure.addProperty("isRight", exposures.get(j).claim().isPresent());
            }
        }
    }

    private static JsonObject addSummary(JsonObject json, PlacedGrant grant) {
        json.addProperty("by", grant.reason().summary());
        return json;
    }

    private JsonObject answers(AccessModel model, AnswerGrounds grounds) {
        JsonObject json = new JsonObject();
        List<Asked> everybody = grounds.everybody().stream()
                .filter(asked -> rows.containsKey(asked.subject()))
                .toList();
        json.addProperty("leftOut", model.subjects().size() - rows.size());
        json.add("everybody", JsonReport.list(everybody, asked -> asked(model, asked)));
        json.add("doubts", JsonReport.list(grounds.doubtsAboutOthers(), this::doubt));
        json.add(
                "customResources",
                JsonReport.texts(grounds.customResources().stream().sorted().toList()));
        json.add("resources", JsonReport.list(QuestionWords.resources(), PageData::resource));
        json.add("verbs", JsonReport.texts(QuestionWords.verbs()));
        JsonObject meant = new JsonObject();
        QuestionWords.meantVerbs().forEach(meant::addProperty);
        json.add("meantVerbs", meant);
        return json;
    }

    private JsonObject asked(AccessModel model, Asked asked) {
        JsonObject json = new JsonObject();
        int row = rows.getOrDefault(asked.subject(), -1);
        json.addProperty("subject", row);
        if (asked.session() != null) {
            json.addProperty("session", asked.session());
            json.add(
                    "grants",
                    JsonReport.list(
                            beyond(row, model.grantsOf(asked.user())),
                            grant -> addSummary(writer.grant(grant), grant)));
        }
        if (!asked.doubts().isEmpty()) {
            json.add("doubts", JsonReport.list(asked.doubts(), this::doubt));
        }
        return json;
    }

    /** What a session is given that every session of its principal is not. */
    private List<PlacedGrant> beyond(int row, List<Permission> grants) {
        Set<PlacedGrant> always = Set.copyOf(report.rows().get(row).grants());
        return PlacedGrant.of(grants).stream()
                .filter(grant -> !always.contains(grant))
                .toList();
    }

    private JsonObject doubt(PlacedDoubt doubt) {
        JsonObject json = new JsonObject();
        json.addProperty("text", doubt.text());
        if (!doubt.places().isEmpty()) {
            json.add("places", JsonReport.list(doubt.places(), place -> JsonReport.texts(place.namespaces())));
        }
        if (!doubt.rules().isEmpty()) {
            json.addProperty("role", writer.role(doubt.rules()));
        }
        return json;
    }

    private static JsonElement resource(BuiltInResource resource) {
        JsonArray json = new JsonArray();
        json.add(new JsonPrimitive(resource.apiGroup()));
        json.add(new JsonPrimitive(resource.name()));
        json.add(new JsonPrimitive(resource.namespaced()));
        json.add(JsonReport.texts(resource.otherNames().stream().sorted().toList()));
        json.add(JsonReport.texts(resource.subresources().stream().sorted().toList()));
        return json;
    }
}
