package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.EntryChange;
import io.github.accessentries.plan.Finding;
import io.github.accessentries.plan.ObjectChange;
import io.github.accessentries.plan.Unchecked;
import java.util.Collection;
import java.util.Locale;

/** A plan and its changes as JSON. {@link PlanReader} reads it. */
final class PlanJson {

    private PlanJson() {}

    static void add(AccessPlan plan, RankedEffects effects, JsonObject json) {
        ChangeStates states = new ChangeStates(plan.cluster());
        json.addProperty("digest", plan.digest());
        json.addProperty("fingerprint", plan.fingerprint());
        json.addProperty("owning", plan.desired().ownership().toString());
        json.addProperty("summary", plan.summary());
        json.add("steps", JsonReport.list(plan.steps(), step -> step(step, states)));
        json.add("findings", findings(plan.findings()));
        json.add("signOffs", JsonReport.list(plan.findings(), finding -> new JsonPrimitive(finding.name())));
        json.add("notices", findings(plan.notices()));
        json.add("leftAlone", JsonReport.texts(plan.leftAlone()));
        json.add("unchecked", JsonReport.list(plan.unchecked(), PlanJson::unchecked));
        JsonObject gainsAndLosses = new JsonObject();
        new ComparisonJson(plan.effects(), effects).addTo(gainsAndLosses);
        json.add("effects", gainsAndLosses);
    }

    private static JsonObject step(AccessPlan.Step step, ChangeStates states) {
        JsonObject json = new JsonObject();
        json.addProperty("phase", word(step.phase()));
        json.addProperty("oneByOne", step.oneByOne());
        json.add("changes", JsonReport.list(step.changes(), change -> change(change, states)));
        return json;
    }

    static JsonObject change(Change change, ChangeStates states) {
        JsonObject json = new JsonObject();
        json.addProperty("text", change.toString());
        json.addProperty("verb", change.verb());
        if (change instanceof EntryChange entry) {
            json.addProperty("principal", entry.principal().arn());
        } else if (change instanceof ObjectChange object) {
            json.addProperty("object", reference(object.object()));
        }
        json.addProperty("detail", change.detail());
        json.addProperty("reason", change.reason());
        change.match(states).addTo(json);
        return json;
    }

    /** As it is called, without the quotes that keep its name apart from the words of a sentence. */
    private static String reference(RbacObject object) {
        return object.kind() + " " + (object.namespace() == null ? "" : object.namespace() + "/") + object.name();
    }

    static JsonArray findings(Collection<Finding> findings) {
        return JsonReport.list(findings, PlanJson::finding);
    }

    private static JsonObject finding(Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("name", finding.name());
        json.addProperty("kind", finding.kind().id());
        if (!finding.subject().isEmpty()) {
            json.addProperty("subject", finding.subject());
        }
        json.addProperty("text", finding.text());
        return json;
    }

    static JsonObject unchecked(Unchecked unchecked) {
        JsonObject json = new JsonObject();
        json.addProperty("part", unchecked.part().id());
        json.addProperty("text", unchecked.text());
        return json;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
