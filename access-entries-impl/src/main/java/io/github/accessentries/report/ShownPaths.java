package io.github.accessentries.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.risk.PowerCut;
import io.github.accessentries.risk.PowerGround;
import io.github.accessentries.risk.PowerPath;
import io.github.accessentries.risk.PowerPaths;
import io.github.accessentries.risk.PowerStep;
import java.util.List;
import java.util.function.Predicate;

/**
 * Paths to power as a report shows them.
 *
 * @param shortest the shortest path of each, shortest first
 * @param cuts what would end most of them, most first
 * @param doubts why there may be more
 */
record ShownPaths(List<PowerPath> shortest, List<PowerCut> cuts, List<String> doubts) {

    static ShownPaths of(PowerPaths paths) {
        return new ShownPaths(paths.shortest(), paths.cuts(), paths.doubts());
    }

    /** Those that concern some subjects. Others stand in them only as steps, and as the group whose path is that of members. */
    ShownPaths about(Predicate<? super Subject> wanted) {
        return new ShownPaths(
                shortest.stream()
                        .filter(path -> wanted.test(path.subject())
                                || path.members().stream().anyMatch(wanted))
                        .map(path -> PowerPath.builder()
                                .from(path)
                                .members(path.members().stream().filter(wanted).toList())
                                .build())
                        .toList(),
                cuts.stream()
                        .filter(cut -> cut.subjects().stream().anyMatch(wanted))
                        .map(cut -> PowerCut.builder()
                                .from(cut)
                                .subjects(cut.subjects().stream().filter(wanted).toList())
                                .build())
                        .toList(),
                doubts);
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.add("shortest", JsonReport.list(shortest, ShownPaths::path));
        json.add("cuts", JsonReport.list(cuts, ShownPaths::cut));
        json.add("doubts", JsonReport.texts(doubts));
        return json;
    }

    private static JsonObject path(PowerPath path) {
        JsonObject json = JsonReport.named(path.subject(), "name");
        json.add("members", JsonReport.list(path.members(), member -> JsonReport.named(member, "name")));
        json.addProperty("target", path.target().toString());
        json.addProperty("certain", path.isCertain());
        json.add("steps", JsonReport.list(path.steps(), ShownPaths::step));
        path.holding().ifPresent(ground -> json.add("holding", ground(ground)));
        return json;
    }

    private static JsonObject step(PowerStep step) {
        JsonObject json = new JsonObject();
        json.addProperty("id", step.kind().id());
        json.add("actor", JsonReport.named(step.actor(), "name"));
        json.addProperty("action", step.action());
        step.condition().ifPresent(condition -> json.addProperty("condition", condition));
        json.addProperty("reached", step.reached().toString());
        json.add("grounds", JsonReport.list(step.grounds(), ShownPaths::ground));
        return json;
    }

    private static JsonObject ground(PowerGround ground) {
        JsonObject json = new JsonObject();
        json.addProperty("request", ground.request().toString());
        ground.reason().map(Reason::summary).ifPresent(by -> json.addProperty("by", by));
        return json;
    }

    private static JsonObject cut(PowerCut cut) {
        JsonObject json = new JsonObject();
        json.add("grant", new JsonPrimitive(cut.grant()));
        json.add("subjects", JsonReport.list(cut.subjects(), subject -> JsonReport.named(subject, "name")));
        return json;
    }
}
