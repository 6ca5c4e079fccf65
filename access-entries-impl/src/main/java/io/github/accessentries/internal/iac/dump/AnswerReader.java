package io.github.accessentries.internal.iac.dump;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.EntryRules;
import io.github.accessentries.internal.text.PlainText;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.AccessEntry;
import software.amazon.awssdk.services.eks.model.AccessPolicy;
import software.amazon.awssdk.services.eks.model.AccessScope;
import software.amazon.awssdk.services.eks.model.AssociatedAccessPolicy;
import software.amazon.awssdk.services.eks.model.Cluster;

/**
 * Makes values of the SDK out of what the AWS CLI has printed, so that they are understood from then on as if EKS had just answered.
 * Members that are not asked for do not matter; one of another type makes the whole answer unreadable.
 */
final class AnswerReader {

    /** Of a cluster itself, and of its entries. */
    private static final Pattern ARN_OF_CLUSTER =
            Pattern.compile("arn:[^:/]*:eks:[^:/]*:[^:/]*:(?:cluster|access-entry)/([^/]*)");

    private static final int MILLIS = 3;

    private AnswerReader() {}

    /** An answer that cannot be read. */
    static final class UnreadableAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableAnswer(String message) {
            super(message);
        }
    }

    static AccessEntry entry(JsonObject json) throws UnreadableAnswer {
        return AccessEntry.builder()
                .clusterName(clusterName(json, "clusterName", "accessEntryArn"))
                .principalArn(required(json, "principalArn"))
                .kubernetesGroups(items(json, "kubernetesGroups", AnswerReader::text))
                .accessEntryArn(text(json, "accessEntryArn"))
                .createdAt(time(json, "createdAt"))
                .modifiedAt(time(json, "modifiedAt"))
                .tags(texts(json, "tags"))
                .username(text(json, "username"))
                .type(text(json, "type"))
                .build();
    }

    static AssociatedAccessPolicy association(JsonElement element) throws UnreadableAnswer {
        JsonObject json = object(element, "an association");
        JsonElement scope = json.get("accessScope");
        AssociatedAccessPolicy.Builder association = AssociatedAccessPolicy.builder()
                .policyArn(required(json, "policyArn"))
                .associatedAt(time(json, "associatedAt"))
                .modifiedAt(time(json, "modifiedAt"));
        if (scope != null && !scope.isJsonNull()) {
            JsonObject members = object(scope, "accessScope");
            association.accessScope(AccessScope.builder()
                    .type(text(members, "type"))
                    .namespaces(items(members, "namespaces", AnswerReader::text))
                    .build());
        }
        return association.build();
    }

    static AccessPolicy policy(JsonElement element) throws UnreadableAnswer {
        JsonObject json = object(element, "an access policy");
        return AccessPolicy.builder()
                .name(text(json, "name"))
                .arn(required(json, "arn"))
                .build();
    }

    /** What is told of a cluster here; of its other members nothing is needed. */
    static Cluster cluster(JsonObject json) throws UnreadableAnswer {
        Cluster.Builder cluster = Cluster.builder()
                .name(clusterName(json, "name", "arn"))
                .arn(text(json, "arn"))
                .version(text(json, "version"))
                .platformVersion(text(json, "platformVersion"));
        JsonElement access = json.get("accessConfig");
        if (access != null && !access.isJsonNull()) {
            String mode = text(object(access, "accessConfig"), "authenticationMode");
            cluster.accessConfig(config -> config.authenticationMode(mode));
        }
        return cluster.build();
    }

    /** Reads each item of a list. */
    interface Item<T> {
        T of(JsonElement element) throws UnreadableAnswer;
    }

    static <T> List<T> items(JsonObject json, String member, Item<T> item) throws UnreadableAnswer {
        JsonElement list = json.get(member);
        if (list == null || list.isJsonNull()) {
            return List.of();
        }
        if (!(list instanceof JsonArray array)) {
            throw new UnreadableAnswer(member + " is not a list");
        }
        List<T> items = new ArrayList<>(array.size());
        for (JsonElement element : array) {
            try {
                items.add(item.of(element));
            } catch (UnreadableAnswer e) {
                throw new UnreadableAnswer("item " + (items.size() + 1) + " of " + member + ": " + e.getMessage());
            }
        }
        return items;
    }

    /** An answer whose name no cluster can have, or that names another one than its ARN, is not EKS's as it was given. */
    static String clusterName(JsonObject json, String member, String arnMember) throws UnreadableAnswer {
        String name = required(json, member);
        try {
            EntryRules.requireClusterName(name);
        } catch (IllegalArgumentException e) {
            // What is said there is said to somebody who gave the name; here it is EKS that did.
            throw new UnreadableAnswer(
                    member + " is " + PlainText.quoted(name) + ", which no cluster can be called; make the call again");
        }
        Matcher arn = ARN_OF_CLUSTER.matcher(Objects.requireNonNullElse(text(json, arnMember), ""));
        if (arn.lookingAt() && !arn.group(1).equals(name)) {
            throw new UnreadableAnswer(member + " is " + PlainText.quoted(name) + ", but " + arnMember
                    + " is of cluster " + PlainText.quoted(arn.group(1)) + "; make the call again");
        }
        return name;
    }

    static String required(JsonObject json, String member) throws UnreadableAnswer {
        String text = text(json, member);
        if (text == null || text.isEmpty()) {
            throw new UnreadableAnswer("it has no " + member);
        }
        return text;
    }

    static String text(JsonElement element) throws UnreadableAnswer {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw new UnreadableAnswer(notText("it", element));
    }

    private static @Nullable String text(JsonObject json, String member) throws UnreadableAnswer {
        JsonElement element = json.get(member);
        if (element == null || element.isJsonNull()) {
            return null;
        }
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw new UnreadableAnswer(notText(member, element));
    }

    /** Whoever writes YAML by hand, or with another writer than the CLI's, means a text by some of these. */
    private static String notText(String what, JsonElement element) {
        String kind = element instanceof JsonPrimitive primitive
                ? primitive.isBoolean()
                        ? " but true or false, as a plain y, n, yes, no, on or off is in YAML; "
                        : " but a number, as a plain 0123 or 1e3 is in YAML; "
                : "; ";
        return what + " is not text" + kind
                + (element instanceof JsonPrimitive
                        ? "put it in quotes, or call with --output json"
                        : "make the call again");
    }

    private static Map<String, String> texts(JsonObject json, String member) throws UnreadableAnswer {
        Map<String, String> texts = new LinkedHashMap<>();
        JsonElement element = json.get(member);
        if (element != null && !element.isJsonNull()) {
            for (Map.Entry<String, JsonElement> each : object(element, member).entrySet()) {
                if (!(each.getValue() instanceof JsonPrimitive written) || !written.isString()) {
                    throw new UnreadableAnswer(notText(
                            "the value of " + PlainText.quoted(each.getKey()) + " in " + member, each.getValue()));
                }
                texts.put(each.getKey(), written.getAsString());
            }
        }
        return texts;
    }

    static JsonObject object(JsonElement element, String what) throws UnreadableAnswer {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw new UnreadableAnswer(what + " is not an object");
    }

    /** In ISO 8601 with an offset, as the CLI prints times by default, or in seconds, as EKS sends them. */
    private static @Nullable Instant time(JsonObject json, String member) throws UnreadableAnswer {
        JsonElement element = json.get(member);
        if (element == null || element.isJsonNull()) {
            return null;
        }
        Optional<Instant> time = element instanceof JsonPrimitive written
                ? parsed(written.getAsString(), written.isString() ? AnswerReader::ofIso : AnswerReader::ofSeconds)
                : Optional.empty();
        return time.orElseThrow(() -> new UnreadableAnswer(member + " is not a time"));
    }

    private static Optional<Instant> parsed(String text, Function<String, Instant> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant ofIso(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Instant ofSeconds(String text) {
        BigDecimal seconds = new BigDecimal(text);
        if (seconds.precision() - seconds.scale() > 12) {
            throw new ArithmeticException("no time that anybody has");
        }
        return Instant.ofEpochMilli(seconds.movePointRight(MILLIS).longValue());
    }
}
