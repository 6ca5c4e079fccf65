package io.github.accessentries.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.internal.text.Sha256;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Severity;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The risks for code scanning, as SARIF 2.1.0. */
record SarifReport(AccessReport report) {

    /** How many exposures a message lists; the data has all. */
    private static final int SHOWN = 20;

    String render() {
        List<RiskKind> kinds =
                new ArrayList<>(report.risks().stream().map(Risk::kind).collect(Collectors.toCollection(TreeSet::new)));
        JsonObject driver = new JsonObject();
        driver.addProperty("name", "access-entries");
        driver.add("rules", array(kinds.stream().map(this::rule).toList()));
        JsonObject run = new JsonObject();
        run.add("tool", object("driver", driver));
        // What tells the uploads for several clusters apart; the part behind the slash would be that of a single run.
        JsonObject automation = new JsonObject();
        automation.addProperty("id", PlainText.of(report.title()) + "/");
        run.add("automationDetails", automation);
        run.add("invocations", array(List.of(invocation())));
        Map<String, Integer> alike = new HashMap<>();
        run.add(
                "results",
                array(report.risks().stream()
                        .map(risk -> {
                            String known = fingerprint(risk);
                            int number = alike.merge(known, 1, Integer::sum);
                            return result(risk, kinds.indexOf(risk.kind()), known + ":" + number);
                        })
                        .toList()));
        JsonObject json = new JsonObject();
        json.addProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.addProperty("version", "2.1.0");
        json.add("runs", array(List.of(run)));
        return JsonReport.text(json) + "\n";
    }

    /** A kind of risk. Code scanning takes the urgency of all findings of a kind from here, so the most urgent one counts. */
    private JsonObject rule(RiskKind kind) {
        Severity severity = report.risks().stream()
                .filter(risk -> risk.kind() == kind)
                .map(Risk::severity)
                .min(Severity::compareTo)
                .orElseThrow();
        JsonObject properties = new JsonObject();
        JsonArray tags = new JsonArray();
        tags.add("security");
        properties.add("tags", tags);
        properties.addProperty("security-severity", score(severity));
        JsonObject rule = new JsonObject();
        rule.addProperty("id", kind.id());
        rule.add("shortDescription", text("Access that " + kind.effect()));
        rule.add("fullDescription", text("Access that " + kind.effect() + ". " + kind.remedy()));
        rule.add("help", text(kind.remedy()));
        rule.add("properties", properties);
        return rule;
    }

    private JsonObject invocation() {
        JsonObject invocation = new JsonObject();
        invocation.addProperty("executionSuccessful", true);
        List<JsonObject> notifications = new ArrayList<>();
        report.notes().forEach(note -> notifications.add(notification("note", note)));
        Words.doubts(report).forEach(doubt -> notifications.add(notification("warning", "Incomplete: " + doubt)));
        invocation.add("toolExecutionNotifications", array(notifications));
        return invocation;
    }

    private static JsonObject notification(String level, String message) {
        JsonObject notification = new JsonObject();
        notification.addProperty("level", level);
        notification.add("message", text(PlainText.of(message)));
        return notification;
    }

    private JsonObject result(Risk risk, int rule, String fingerprint) {
        boolean isToChange = risk.severity() != Severity.INFO;
        JsonObject result = new JsonObject();
        result.addProperty("ruleId", risk.kind().id());
        result.addProperty("ruleIndex", rule);
        result.addProperty("kind", isToChange ? "fail" : "informational");
        result.addProperty("level", level(risk.severity()));
        result.add("message", text(message(risk)));
        result.add("locations", array(List.of(location(risk))));
        // Code scanning knows a finding again by this; it has no lines of a file to go by.
        JsonObject fingerprints = new JsonObject();
        fingerprints.addProperty("primaryLocationLineHash", fingerprint);
        result.add("partialFingerprints", fingerprints);
        JsonObject properties = new JsonObject();
        properties.addProperty("severity", risk.severity().toString());
        properties.add(
                "exposures",
                array(risk.exposures().stream().map(RiskJson::exposure).toList()));
        result.add("properties", properties);
        return result;
    }

    private static String message(Risk risk) {
        StringBuilder text = new StringBuilder(PlainText.of(risk.summary()))
                .append("\n")
                .append(risk.kind().remedy());
        List<Exposure> exposures = risk.exposures();
        exposures.stream().limit(SHOWN).forEach(each -> text.append("\n- ").append(each));
        if (exposures.size() > SHOWN) {
            text.append("\n- and ").append(exposures.size() - SHOWN).append(" more");
        }
        return text.toString();
    }

    /** Code scanning shows only what has a file; the report stands for one, with the source of the risk as a place in it. */
    private JsonObject location(Risk risk) {
        JsonObject artifact = new JsonObject();
        artifact.addProperty("uri", URLEncoder.encode(report.title(), UTF_8).replace("+", "%20"));
        JsonObject region = new JsonObject();
        region.addProperty("startLine", 1);
        JsonObject physical = object("artifactLocation", artifact);
        physical.add("region", region);
        JsonObject logical = new JsonObject();
        logical.addProperty("fullyQualifiedName", PlainText.of(risk.source()));
        JsonObject location = object("physicalLocation", physical);
        location.add("logicalLocations", array(List.of(logical)));
        return location;
    }

    /** What stays the same while a finding does: neither its urgency nor whom it concerns. */
    private String fingerprint(Risk risk) {
        String known = String.join("\0", report.title(), risk.kind().id(), risk.source())
                + (risk.limit().isEmpty() ? "" : "\0" + risk.limit());
        return HexFormat.of().formatHex(Sha256.begin().digest(known.getBytes(UTF_8)), 0, 8);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
            case INFO -> "none";
        };
    }

    /** A score in the range in which code scanning uses the same word. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "3.0";
            case INFO -> "0.0";
        };
    }

    /** A message in which brackets are no links and braces no placeholders, whatever names a cluster has. */
    private static JsonObject text(String text) {
        JsonObject message = new JsonObject();
        message.addProperty(
                "text",
                text.replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("]", "\\]")
                        .replace("{", "{{")
                        .replace("}", "}}"));
        return message;
    }

    private static JsonObject object(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    private static JsonArray array(List<? extends JsonElement> elements) {
        JsonArray array = new JsonArray(elements.size());
        elements.forEach(array::add);
        return array;
    }
}
