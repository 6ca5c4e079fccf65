package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.Where;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import java.util.Collection;

/** Risks as JSON, the same in reports, on the page, in SARIF and as a result of their own. */
final class RiskJson {

    private RiskJson() {}

    static JsonArray risks(Collection<Risk> risks) {
        return JsonReport.list(risks, RiskJson::risk);
    }

    private static JsonObject risk(Risk risk) {
        JsonObject json = new JsonObject();
        json.addProperty("id", risk.kind().id());
        json.addProperty("severity", risk.severity().toString());
        json.addProperty("source", risk.source());
        json.addProperty("summary", risk.summary());
        json.addProperty("remedy", risk.kind().remedy());
        json.add("exposures", JsonReport.list(risk.exposures(), RiskJson::exposure));
        return json;
    }

    static JsonObject exposure(Exposure exposure) {
        JsonObject json = JsonReport.named(exposure.subject(), "subject");
        json.add("where", JsonReport.list(exposure.places(), place -> new JsonPrimitive(Words.exactPlace(place))));
        if (exposure.places().stream().anyMatch(Where::isClusterWide)) {
            // A namespace can be called what stands for the whole cluster.
            json.addProperty("clusterWide", true);
        }
        json.addProperty("ground", exposure.ground());
        return json;
    }
}
