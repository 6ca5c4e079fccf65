package io.github.accessentries.report;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.authz.ModelComparison;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The report for programs, in the form that {@link ReportFormat#JSON} documents. Renders once. */
final class JsonReport {

    private static final String KIND = "access";

    private final AccessReport report;
    /** What policies and roles have: many subjects have the same. */
    private final Map<List<Rule>, Integer> roles = new LinkedHashMap<>();

    JsonReport(AccessReport report) {
        this.report = report;
    }

    /** What it is, as results say it, and the data as they are, in a text that shows nothing else than it holds. */
    String render() {
        JsonObject json = new JsonObject();
        json.addProperty("version", ResultReport.VERSION);
        json.addProperty("kind", KIND);
        report.cluster().ifPresent(cluster -> json.addProperty("cluster", cluster));
        json().asMap().forEach(json::add);
        return text(json) + "\n";
    }

    /** What deceives stands in texts only, where JSON has the same escapes. */
    static String text(JsonObject json) {
        return PlainText.of(new Gson().toJson(json));
    }

    JsonObject json() {
        JsonArray subjects = list(report.rows(), this::subject);
        JsonObject json = new JsonObject();
        json.addProperty("title", report.title());
        json.add("notes", texts(report.notes()));
        if (report.isAboutSome()) {
            JsonObject about = new JsonObject();
            about.addProperty("subjects", report.rows().size());
            about.addProperty("of", report.subjects());
            json.add("about", about);
        }
        json.add("doubts", texts(report.doubts()));
        json.add("namespaces", texts(report.namespaces()));
        json.add("roles", roles());
        json.add("subjects", subjects);
        json.add("risks", RiskJson.risks(report.risks()));
        ModelComparison comparison = report.comparison();
        if (comparison != null) {
            JsonObject changes = new JsonObject();
            new ComparisonJson(comparison, new RankedEffects(comparison)).addTo(changes);
            json.add("comparison", changes);
        }
        ShownPaths paths = report.paths();
        if (paths != null) {
            json.add("paths", paths.json());
        }
        return json;
    }

    /** All roles that were written so far. */
    JsonArray roles() {
        return list(roles.keySet(), rules -> list(rules, JsonReport::rule));
    }

    /** Where a role stands among all. */
    int role(List<Rule> rules) {
        return roles.computeIfAbsent(rules, each -> roles.size());
    }

    private JsonObject subject(ReportRow row) {
        JsonObject json = named(row.subject(), "name");
        if (row.subject() instanceof Subject.Principal) {
            json.addProperty("source", row.source());
            json.addProperty("username", row.username());
            json.add("groups", texts(row.groups()));
        }
        json.addProperty("everywhere", row.everywhere().toString());
        JsonObject levels = new JsonObject();
        row.elsewhere().forEach((namespace, standing) -> levels.addProperty(namespace, standing.toString()));
        json.add("levels", levels);
        json.add("grants", list(row.grants(), this::grant));
        json.add("doubts", texts(row.doubts()));
        return json;
    }

    JsonObject grant(PlacedGrant grant) {
        JsonObject json = new JsonObject();
        if (!grant.where().isClusterWide()) {
            json.addProperty("namespace", String.join(" and ", grant.where().namespaces()));
        }
        json.addProperty("reason", grant.reason().toString());
        json.addProperty("role", role(grant.rules()));
        return json;
    }

    static JsonObject rule(Rule rule) {
        JsonObject json = new JsonObject();
        json.add("verbs", texts(rule.verbs()));
        if (rule.paths().isEmpty() || !rule.resources().isEmpty()) {
            json.add("apiGroups", texts(rule.apiGroups()));
            json.add("resources", texts(rule.resources()));
            if (!rule.resourceNames().isEmpty()) {
                json.add("resourceNames", texts(rule.resourceNames()));
            }
        }
        if (!rule.paths().isEmpty()) {
            json.add("nonResourceURLs", texts(rule.paths()));
        }
        return json;
    }

    static JsonObject named(Subject subject, String member) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", subject.kind());
        json.addProperty(member, subject.name());
        return json;
    }

    static JsonArray texts(Collection<String> texts) {
        return list(texts, JsonPrimitive::new);
    }

    static <T> JsonArray list(Collection<T> elements, Function<? super T, ? extends JsonElement> write) {
        JsonArray array = new JsonArray(elements.size());
        elements.forEach(element -> array.add(write.apply(element)));
        return array;
    }
}
