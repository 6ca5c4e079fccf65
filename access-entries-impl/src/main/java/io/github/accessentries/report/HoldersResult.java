package io.github.accessentries.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.internal.text.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who can do something.
 *
 * @param asked the question in words
 * @param isWhole whether it is allowed or not, as a request is; a question may be allowed in parts
 * @param question the question as JSON
 */
record HoldersResult(String cluster, String asked, boolean isWhole, JsonObject question, Holders holders)
        implements Result {

    /** How much of what was asked somebody has, most first. */
    private enum Share {
        ALL("all"),
        PART("part"),
        PERHAPS("perhaps");

        private final String word;

        Share(String word) {
            this.word = word;
        }

        static Share of(Holder holder) {
            if (holder.hasAll()) {
                return ALL;
            }
            return holder.allowed() ? PART : PERHAPS;
        }
    }

    static HoldersResult of(String cluster, AccessRequest request, Holders holders) {
        JsonObject json = new JsonObject();
        json.addProperty("text", request.toString());
        json.addProperty("verb", request.verb());
        request.path().ifPresent(path -> json.addProperty("path", path));
        if (request.isForResource()) {
            json.addProperty("apiGroup", request.apiGroup());
            json.addProperty("resource", request.resource());
            request.subresource().ifPresent(part -> json.addProperty("subresource", part));
            request.name().ifPresent(name -> json.addProperty("name", name));
            request.namespace().ifPresent(namespace -> json.addProperty("namespace", namespace));
        }
        return new HoldersResult(cluster, request.toString(), true, json, holders);
    }

    static HoldersResult of(String cluster, AccessQuestion question, Holders holders) {
        JsonObject json = new JsonObject();
        json.addProperty("text", question.toString());
        addUnlessOpen(json, "verbs", question.verbs());
        addUnlessOpen(json, "resources", question.resources());
        addUnlessOpen(json, "names", question.names());
        addUnlessOpen(json, "namespaces", question.namespaces());
        return new HoldersResult(cluster, question.toString(), false, json, holders);
    }

    private static void addUnlessOpen(JsonObject json, String member, Collection<String> values) {
        if (!values.isEmpty()) {
            json.add(member, JsonReport.texts(values));
        }
    }

    @Override
    public String kind() {
        return "who-can";
    }

    @Override
    public void addTo(JsonObject json) {
        json.add(isWhole ? "request" : "question", question);
        json.addProperty("certain", holders.isCertain());
        JsonObject counts = new JsonObject();
        for (Share share : Share.values()) {
            counts.addProperty(share.word, with(share).size());
        }
        json.add("counts", counts);
        json.add("doubts", JsonReport.texts(holders.doubts()));
        json.add("holders", JsonReport.list(holders.holders(), HoldersResult::holder));
    }

    private static JsonObject holder(Holder holder) {
        JsonObject json = JsonReport.named(holder.subject(), "name");
        if (holder.session() != null) {
            json.addProperty("session", holder.session());
        }
        json.addProperty("has", Share.of(holder).word);
        json.addProperty("summary", holder.summary());
        json.add("reasons", reasons(holder.reasons()));
        json.add("parts", JsonReport.list(holder.parts(), part -> {
            JsonObject permission = ComparisonJson.permission(part);
            permission.add("reasons", reasons(part.reasons()));
            return permission;
        }));
        json.add("doubts", JsonReport.texts(holder.doubts()));
        return json;
    }

    private static JsonArray reasons(Collection<Reason> reasons) {
        return JsonReport.list(reasons, reason -> {
            JsonObject json = new JsonObject();
            json.addProperty("text", reason.text());
            json.addProperty("summary", reason.summary());
            return json;
        });
    }

    @Override
    public void addTo(Instant time, ResultPage page) {
        page.title("Who can " + asked + " on " + PlainText.name(cluster) + ": " + counts());
        if (!holders.doubts().isEmpty()) {
            page.list("There may be others:", holders.doubts());
        }
        List<Holder> all = with(Share.ALL);
        if (!all.isEmpty()) {
            page.table(
                    List.of(isWhole ? "Can" : "Has all of it", "By"),
                    all.stream()
                            .map(holder -> List.of(who(holder), inShort(holder.reasons())))
                            .toList());
        }
        page.foldedTable(
                "Only a part of it",
                List.of("Who", "What", "By", "Perhaps more, because"),
                with(Share.PART).stream()
                        .flatMap(holder -> lines(holder).stream())
                        .toList());
        page.foldedTable(
                "Perhaps",
                List.of("Who", "Because"),
                with(Share.PERHAPS).stream()
                        .map(holder -> List.of(who(holder), String.join("; ", holder.doubts())))
                        .toList());
        page.foot("Asked at " + time);
    }

    /** A line for each part; the doubts are about all of it. */
    private static List<List<String>> lines(Holder holder) {
        String doubts = String.join("; ", holder.doubts());
        if (holder.parts().isEmpty()) {
            return List.of(List.of(who(holder), "", inShort(holder.reasons()), doubts));
        }
        List<List<String>> lines = new ArrayList<>();
        for (Permission part : holder.parts()) {
            lines.add(List.of(who(holder), part.toString(), inShort(part.reasons()), lines.isEmpty() ? doubts : ""));
        }
        return lines;
    }

    private static String who(Holder holder) {
        return holder.subject() + (holder.session() == null ? "" : " as " + PlainText.quoted(holder.session()));
    }

    private static String inShort(Collection<Reason> reasons) {
        return reasons.stream().map(Reason::summary).distinct().collect(Collectors.joining("; "));
    }

    private String counts() {
        List<String> counts = new ArrayList<>();
        for (Share share : Share.values()) {
            int count = with(share).size();
            if (count > 0) {
                counts.add(count
                        + switch (share) {
                            case ALL -> isWhole ? " can" : count == 1 ? " has all of it" : " have all of it";
                            case PART -> count == 1 ? " has a part" : " have a part";
                            case PERHAPS -> " perhaps";
                        });
            }
        }
        String known = counts.isEmpty() ? "nobody" : String.join(", ", counts);
        return holders.doubts().isEmpty() ? known : known + ", perhaps others";
    }

    private List<Holder> with(Share share) {
        return holders.stream().filter(holder -> Share.of(holder) == share).toList();
    }

    @Override
    public CsvTable table() {
        CsvTable table = new CsvTable(
                "cluster", "question", "kind", "subject", "session", "has", "where", "what", "by", "doubts");
        holders.doubts().forEach(doubt -> table.row(cluster, asked, "incomplete", "", "", "", "", "", "", doubt));
        for (Holder holder : holders) {
            if (holder.parts().isEmpty()) {
                add(table, holder, "", "", holder.reasons());
            }
            holder.parts()
                    .forEach(part ->
                            add(table, holder, Words.place(part.where()), HoldersResult.what(part), part.reasons()));
        }
        return table;
    }

    private void add(CsvTable table, Holder holder, String where, String what, Collection<Reason> reasons) {
        table.row(
                cluster,
                asked,
                Words.kind(holder.subject()),
                holder.subject().name(),
                holder.session() == null ? "" : holder.session(),
                Share.of(holder).word,
                where,
                what,
                inShort(reasons),
                String.join("; ", holder.doubts()));
    }

    private static String what(Permission part) {
        return part.except().isEmpty() ? part.rule().toString() : part.toString();
    }
}
