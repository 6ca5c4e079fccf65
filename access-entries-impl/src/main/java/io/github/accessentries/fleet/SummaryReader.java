package io.github.accessentries.fleet;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.internal.text.PlainText;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads what {@link SummaryWriter} writes, and refuses all else with its place. */
final class SummaryReader {

    private static final Set<String> MEMBERS = Set.of("version", "operation", "shardCount", "shards", "clusters");
    private static final Set<String> MEMBERS_OF_CLUSTER =
            Set.of("cluster", "state", "changes", "open", "findings", "unlisted", "planDigest", "trouble");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_OF_A_VALUE = 100;

    private SummaryReader() {}

    static FleetSummary read(String text) {
        JsonElement json;
        try {
            json = StrictJson.parse(StrictJson.withoutMark(text), DocumentLimits.FLEET_SUMMARY);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "This is no summary of a fleet: " + e.getMessage()
                            + "; pass the whole text that FleetSummary.toJson() gave",
                    e);
        }
        if (!(json instanceof JsonObject object)) {
            throw refused("the text", "a JSON object");
        }
        // First, since nothing else is known about other versions.
        int version = number(object, "version", "", Optional.empty());
        if (version != SummaryWriter.VERSION) {
            throw new IllegalArgumentException("The summary of a fleet has version " + version
                    + ", and this library reads version " + SummaryWriter.VERSION
                    + "; use the same version of the library for all shards and for merging");
        }
        onlyMembers(object, MEMBERS, "");
        int count = number(object, "shardCount", "", Optional.empty());
        return FleetSummary.builder()
                .operation(word(object, "operation", "", FleetOperation.values()))
                .shards(each(array(object, "shards", ""), "shards", (element, place) -> shard(element, place, count)))
                .clusters(each(array(object, "clusters", ""), "clusters", SummaryReader::cluster))
                .build();
    }

    private static Shard shard(JsonElement element, String place, int count) {
        int index = number(element, place);
        try {
            return Shard.of(index, count);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("In the summary of a fleet, " + place + ": " + e.getMessage(), e);
        }
    }

    private static ClusterSummary cluster(JsonElement element, String place) {
        if (!(element instanceof JsonObject json)) {
            throw refused(place, "a JSON object");
        }
        String within = place + ".";
        onlyMembers(json, MEMBERS_OF_CLUSTER, within);
        ClusterSummary.Builder cluster = ClusterSummary.builder()
                .cluster(text(member(json, "cluster", within), within + "cluster"))
                .state(word(json, "state", within, ClusterSummary.State.values()))
                .changes(number(json, "changes", within, Optional.of(0)))
                .open(number(json, "open", within, Optional.of(0)))
                .unlisted(number(json, "unlisted", within, Optional.of(0)));
        if (json.has("findings")) {
            cluster.findings(each(array(json, "findings", within), within + "findings", SummaryReader::text));
        }
        if (json.has("planDigest")) {
            String digest = text(json.get("planDigest"), within + "planDigest");
            if (!DIGEST.matcher(digest).matches()) {
                throw refused(within + "planDigest", "a text of 64 hexadecimal digits");
            }
            cluster.planDigest(digest);
        }
        if (json.has("trouble")) {
            cluster.trouble(text(json.get("trouble"), within + "trouble"));
        }
        return cluster.build();
    }

    private static void onlyMembers(JsonObject json, Set<String> members, String within) {
        for (String name : json.keySet()) {
            if (!members.contains(name)) {
                throw new IllegalArgumentException("The summary of a fleet has " + PlainText.quoted(within + name)
                        + ", which version " + SummaryWriter.VERSION + " does not know");
            }
        }
    }

    private static JsonElement member(JsonObject json, String name, String within) {
        if (!json.has(name)) {
            throw new IllegalArgumentException("The summary of a fleet lacks " + within + name);
        }
        return json.get(name);
    }

    private static JsonArray array(JsonObject json, String name, String within) {
        if (member(json, name, within) instanceof JsonArray array) {
            return array;
        }
        throw refused(within + name, "a list");
    }

    private static <T> List<T> each(JsonArray array, String place, BiFunction<JsonElement, String, T> reader) {
        return IntStream.range(0, array.size())
                .mapToObj(i -> reader.apply(array.get(i), place + "[" + i + "]"))
                .toList();
    }

    private static int number(JsonObject json, String name, String within, Optional<Integer> otherwise) {
        return otherwise.isPresent() && !json.has(name)
                ? otherwise.get()
                : number(member(json, name, within), within + name);
    }

    private static int number(JsonElement element, String place) {
        if (element instanceof JsonPrimitive value
                && value.isNumber()
                && NUMBER.matcher(value.getAsString()).matches()) {
            return Integer.parseInt(value.getAsString());
        }
        throw refused(place, "a whole number from 0 to 999999999");
    }

    private static String text(JsonElement element, String place) {
        if (element instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw refused(place, "a text");
    }

    private static <E extends Enum<E>> E word(JsonObject json, String name, String within, E[] values) {
        String place = within + name;
        String word = text(member(json, name, within), place);
        return Arrays.stream(values)
                .filter(value -> SummaryWriter.word(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("In the summary of a fleet, " + place + " is "
                        + PlainText.quoted(PlainText.beginning(word, MOST_OF_A_VALUE))
                        + "; it can be one of "
                        + Arrays.stream(values).map(SummaryWriter::word).toList()));
    }

    private static IllegalArgumentException refused(String place, String expected) {
        return new IllegalArgumentException("In the summary of a fleet, " + place + " is not " + expected);
    }
}
