package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.SubjectComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What subjects gain and lose, as JSON. Many gain the same, which is written once. Writes once. */
final class ComparisonJson {

    private final ModelComparison comparison;
    private final EffectLevels levels;
    private final Map<List<Permission>, Integer> permissions = new LinkedHashMap<>();

    ComparisonJson(ModelComparison comparison) {
        this.comparison = comparison;
        this.levels = new EffectLevels(comparison);
    }

    void addTo(JsonObject json) {
        json.add("subjects", JsonReport.list(comparison.changes(), this::subject));
        json.addProperty("unchanged", comparison.unchanged().size());
        json.add("doubts", JsonReport.texts(comparison.doubts()));
        json.add(
                "permissions",
                JsonReport.list(permissions.keySet(), some -> JsonReport.list(some, ComparisonJson::permission)));
    }

    private JsonObject subject(SubjectComparison change) {
        JsonObject json = JsonReport.named(change.subject(), "name");
        json.add("levels", levels(levels.of(change)));
        addTo(json, "gains", change.gained());
        addTo(json, "loses", change.lost());
        json.addProperty("keeps", change.kept().all().size());
        return json;
    }

    private static JsonArray levels(EffectLevels.Steps steps) {
        JsonArray levels = new JsonArray();
        if (steps.everywhere() != null) {
            levels.add(step(steps.everywhere()));
        }
        steps.elsewhere().forEach((step, namespaces) -> {
            JsonObject json = step(step);
            json.add("namespaces", JsonReport.texts(namespaces));
            levels.add(json);
        });
        return levels;
    }

    private static JsonObject step(EffectLevels.Step step) {
        JsonObject json = new JsonObject();
        json.addProperty("before", step.before().toString());
        json.addProperty("after", step.after().toString());
        return json;
    }

    private void addTo(JsonObject json, String member, Permissions some) {
        if (!some.isEmpty()) {
            JsonObject part = new JsonObject();
            part.addProperty("count", some.all().size());
            part.addProperty(
                    "permissions",
                    permissions.computeIfAbsent(
                            some.all().stream().map(ComparisonJson::ungrounded).toList(), each -> permissions.size()));
            part.add(
                    "by",
                    JsonReport.texts(some.all().stream()
                            .flatMap(permission -> reasons(permission))
                            .map(Reason::toString)
                            .distinct()
                            .toList()));
            json.add(member, part);
        }
    }

    private static Stream<Reason> reasons(Permission permission) {
        return permission.reasons().stream();
    }

    /** The grounds name the subject's own entry, and would keep apart what is the same otherwise. */
    private static Permission ungrounded(Permission permission) {
        return Permission.builder()
                .where(permission.where())
                .rule(permission.rule())
                .except(permission.except().stream()
                        .map(ComparisonJson::ungrounded)
                        .toList())
                .build();
    }

    private static JsonObject permission(Permission permission) {
        JsonObject json = new JsonObject();
        if (!permission.where().isClusterWide()) {
            json.add("namespaces", JsonReport.texts(permission.where().namespaces()));
        }
        if (!permission.where().except().isEmpty()) {
            json.add("exceptNamespaces", JsonReport.texts(permission.where().except()));
        }
        json.add("rule", JsonReport.rule(permission.rule()));
        if (!permission.except().isEmpty()) {
            json.add("except", JsonReport.list(permission.except(), ComparisonJson::permission));
        }
        return json;
    }
}
