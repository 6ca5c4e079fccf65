package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Permissions;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.SubjectComparison;
import io.github.accessentries.authz.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What subjects gain and lose, as JSON. Many gain the same, which is written once. Writes once. */
final class ComparisonJson {

    private final ModelComparison comparison;
    private final RankedEffects effects;
    private final Map<List<Allowed>, Integer> permissions = new LinkedHashMap<>();

    ComparisonJson(ModelComparison comparison, RankedEffects effects) {
        this.comparison = comparison;
        this.effects = effects;
    }

    void addTo(JsonObject json) {
        json.add("subjects", JsonReport.list(effects.all(), this::subject));
        json.addProperty("unchanged", comparison.unchanged().size());
        json.add("doubts", JsonReport.texts(comparison.doubts()));
        json.add("permissions", JsonReport.list(permissions.keySet(), some -> JsonReport.list(some, Allowed::json)));
    }

    private JsonObject subject(RankedEffects.Effect effect) {
        SubjectComparison change = effect.change();
        JsonObject json = JsonReport.named(change.subject(), "name");
        json.add("levels", levels(effect.steps()));
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
            part.add("groups", groups(some));
            part.add("by", by(some));
            json.add(member, part);
        }
    }

    private static JsonArray by(Permissions some) {
        Map<Object, Reason> different = new LinkedHashMap<>();
        for (Permission permission : some.all()) {
            permission.reasons().forEach(reason -> different.putIfAbsent(ground(reason), reason));
        }
        return JsonReport.texts(
                different.values().stream().map(Reason::summary).distinct().toList());
    }

    /** What the reason is about in short, without the words, since each rule and each place has a reason of its own. */
    private static Object ground(Reason reason) {
        if (reason instanceof GrantedByPolicy policy) {
            return List.of(policy.policy(), policy.scope());
        }
        return reason instanceof GrantedByBinding binding
                ? Arrays.asList(binding.binding(), binding.bindingNamespace(), binding.subjectKind(), binding.subject())
                : reason;
    }

    /** The places at which the same is allowed, together. */
    private JsonArray groups(Permissions some) {
        Map<Integer, List<Where>> places = new TreeMap<>();
        some.byPlace().forEach((where, here) -> {
            List<Allowed> allowed =
                    here.stream().map(each -> Allowed.of(each, where)).toList();
            int index = permissions.computeIfAbsent(allowed, each -> permissions.size());
            places.computeIfAbsent(index, each -> new ArrayList<>()).add(where);
        });
        JsonArray groups = new JsonArray();
        places.forEach((index, wheres) -> groups.add(group(index, wheres)));
        return groups;
    }

    private static JsonObject group(int index, List<Where> wheres) {
        JsonObject json = new JsonObject();
        JsonArray namespaces = new JsonArray();
        JsonArray others = new JsonArray();
        for (Where where : wheres) {
            if (where.equals(Where.cluster())) {
                json.addProperty("clusterWide", true);
            } else if (where.namespaces().size() == 1 && where.except().isEmpty()) {
                namespaces.add(where.namespaces().get(0));
            } else {
                others.add(place(where));
            }
        }
        if (!namespaces.isEmpty()) {
            json.add("namespaces", namespaces);
        }
        if (!others.isEmpty()) {
            json.add("otherPlaces", others);
        }
        json.addProperty("permissions", index);
        return json;
    }

    /** A permission without its place, which tells it from others that allow the same elsewhere. Exceptions have none in turn. */
    private record Allowed(Rule rule, List<Excepted> except) {

        static Allowed of(Permission permission, Where place) {
            return new Allowed(
                    permission.rule(),
                    permission.except().stream()
                            .map(each -> new Excepted(each.where().equals(place) ? null : each.where(), each.rule()))
                            .toList());
        }

        JsonObject json() {
            JsonObject json = new JsonObject();
            json.add("rule", JsonReport.rule(rule));
            if (!except.isEmpty()) {
                json.add("except", JsonReport.list(except, Excepted::json));
            }
            return json;
        }
    }

    /** What is not allowed, at the same place if there is none. */
    private record Excepted(@Nullable Where where, Rule rule) {

        JsonObject json() {
            JsonObject json = new JsonObject();
            if (where != null) {
                json.add("where", place(where));
            }
            json.add("rule", JsonReport.rule(rule));
            return json;
        }
    }

    /** Neither member for the whole cluster. */
    static JsonObject place(Where where) {
        JsonObject json = new JsonObject();
        if (!where.isClusterWide()) {
            json.add("namespaces", JsonReport.texts(where.namespaces()));
        }
        if (!where.except().isEmpty()) {
            json.add("exceptNamespaces", JsonReport.texts(where.except()));
        }
        return json;
    }

    static JsonObject permission(Permission permission) {
        JsonObject json = place(permission.where());
        json.add("rule", JsonReport.rule(permission.rule()));
        if (!permission.except().isEmpty()) {
            json.add("except", JsonReport.list(permission.except(), ComparisonJson::permission));
        }
        return json;
    }
}
