package io.github.accessentries.testkit.internal.wire.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.document.StrictJson;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.trust.TrustCondition;
import io.github.accessentries.testkit.internal.service.trust.TrustPolicy;
import io.github.accessentries.testkit.internal.service.trust.TrustStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Trust policies in JSON: read strictly, since whatever is passed over in them would let somebody in or out. */
public final class TrustDocument {

    private static final Set<String> OF_POLICY = Set.of("Version", "Id", "Statement");
    private static final Set<String> OF_STATEMENT = Set.of("Sid", "Effect", "Principal", "Action", "Condition");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern CALLER = Pattern.compile("arn:aws[a-z0-9-]*:(?:iam|sts)::([0-9]{12}):.+");

    private TrustDocument() {}

    /**
     * Reads a policy.
     *
     * @param document the policy in JSON
     * @return what it says
     * @throws ServiceFault if it is no trust policy, or has something that is not played
     */
    public static TrustPolicy read(String document) {
        JsonObject policy = object(document);
        requireKnown(policy, OF_POLICY);
        List<TrustStatement> statements = new ArrayList<>();
        for (JsonElement statement : listOrOne(policy.get("Statement"))) {
            if (!statement.isJsonObject()) {
                throw malformed("Syntax errors in policy.");
            }
            statements.add(statement(statement.getAsJsonObject()));
        }
        if (statements.isEmpty()) {
            throw malformed("Syntax errors in policy.");
        }
        return new TrustPolicy(document, List.copyOf(statements));
    }

    private static JsonObject object(String document) {
        try {
            JsonElement root = StrictJson.parse(document.getBytes(UTF_8), DocumentLimits.AWS_REQUEST);
            if (root.isJsonObject()) {
                return root.getAsJsonObject();
            }
        } catch (IOException e) {
            // Said below, as IAM says it: without the place.
        }
        throw malformed("This policy contains invalid Json");
    }

    /**
     * A policy that lets some callers in, and nobody else.
     *
     * @param callers ARNs of roles, users and accounts
     */
    public static TrustPolicy of(Collection<String> callers) {
        JsonArray names = new JsonArray();
        callers.forEach(names::add);
        JsonObject principal = new JsonObject();
        principal.add("AWS", names);
        JsonArray actions = new JsonArray();
        List.of("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity").forEach(actions::add);
        JsonObject statement = new JsonObject();
        statement.addProperty("Effect", "Allow");
        statement.add("Principal", principal);
        statement.add("Action", actions);
        JsonArray statements = new JsonArray();
        statements.add(statement);
        JsonObject policy = new JsonObject();
        policy.addProperty("Version", "2012-10-17");
        policy.add("Statement", statements);
        return read(policy.toString());
    }

    /** The same policy, which lets in only whoever shows a second factor. */
    public static TrustPolicy withMfa(TrustPolicy policy) {
        JsonObject document = object(policy.document());
        for (JsonElement each : listOrOne(document.get("Statement"))) {
            JsonObject statement = each.getAsJsonObject();
            if (statement.get("Effect").getAsString().equals("Allow")) {
                JsonObject condition =
                        statement.has("Condition") ? statement.getAsJsonObject("Condition") : new JsonObject();
                JsonObject bool = condition.has("Bool") ? condition.getAsJsonObject("Bool") : new JsonObject();
                bool.addProperty("aws:MultiFactorAuthPresent", "true");
                condition.add("Bool", bool);
                statement.add("Condition", condition);
            }
        }
        return read(document.toString());
    }

    private static TrustStatement statement(JsonObject statement) {
        requireKnown(statement, OF_STATEMENT);
        String effect = text(statement.get("Effect"));
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw malformed("Invalid effect: " + effect);
        }
        Set<String> callers = new HashSet<>();
        Set<String> providers = new HashSet<>();
        principals(statement.get("Principal"), callers, providers);
        List<String> actions = texts(statement.get("Action"));
        if (actions.isEmpty()) {
            throw malformed("Missing required field Action");
        }
        return new TrustStatement(
                effect.equals("Allow"), actions, callers, providers, conditions(statement.get("Condition")));
    }

    private static void principals(@Nullable JsonElement principal, Set<String> callers, Set<String> providers) {
        if (principal == null) {
            throw malformed("Missing required field Principal");
        }
        if (principal instanceof JsonPrimitive text) {
            if (!text.getAsString().equals("*")) {
                throw invalidPrincipal("*", text.getAsString());
            }
            callers.add("*");
            providers.add("*");
            return;
        }
        for (Map.Entry<String, JsonElement> kind : objectOf(principal).entrySet()) {
            for (String name : texts(kind.getValue())) {
                switch (kind.getKey()) {
                    case "AWS" -> callers.add(caller(name));
                    case "Federated" -> providers.add(name);
                    // No service calls here, so whom it may assume makes no difference.
                    case "Service" -> {}
                    default -> throw invalidPrincipal(kind.getKey(), name);
                }
            }
        }
    }

    /** The number of an account stands for its root. */
    private static String caller(String name) {
        Matcher arn = CALLER.matcher(name);
        if (name.equals("*") || ACCOUNT.matcher(name).matches() || arn.matches()) {
            return name;
        }
        throw invalidPrincipal("AWS", name);
    }

    private static List<TrustCondition> conditions(@Nullable JsonElement condition) {
        List<TrustCondition> conditions = new ArrayList<>();
        if (condition == null) {
            return conditions;
        }
        for (Map.Entry<String, JsonElement> operator : objectOf(condition).entrySet()) {
            for (Map.Entry<String, JsonElement> key :
                    objectOf(operator.getValue()).entrySet()) {
                conditions.add(TrustCondition.of(operator.getKey(), key.getKey(), texts(key.getValue()))
                        .orElseThrow(() -> notPlayed(operator.getKey())));
            }
        }
        return List.copyOf(conditions);
    }

    private static void requireKnown(JsonObject object, Set<String> known) {
        for (String member : object.keySet()) {
            if (!known.contains(member)) {
                throw malformed(
                        member.equals("Resource")
                                ? "Has prohibited field Resource"
                                : "Syntax errors in policy. The fake knows no element " + member);
            }
        }
    }

    private static JsonObject objectOf(JsonElement element) {
        if (element.isJsonObject()) {
            return element.getAsJsonObject();
        }
        throw malformed("Syntax errors in policy.");
    }

    private static List<JsonElement> listOrOne(@Nullable JsonElement element) {
        if (element == null) {
            return List.of();
        }
        return element.isJsonArray() ? element.getAsJsonArray().asList() : List.of(element);
    }

    private static List<String> texts(@Nullable JsonElement element) {
        return listOrOne(element).stream().map(TrustDocument::text).toList();
    }

    private static String text(@Nullable JsonElement element) {
        if (element instanceof JsonPrimitive primitive) {
            return primitive.getAsString();
        }
        throw malformed("Syntax errors in policy.");
    }

    private static ServiceFault invalidPrincipal(String kind, String name) {
        return malformed("Invalid principal in policy: \"" + kind + "\":\"" + name + "\"");
    }

    private static ServiceFault malformed(String message) {
        return new ServiceFault("MalformedPolicyDocument", 400, message, Map.of());
    }

    private static ServiceFault notPlayed(String operator) {
        return new ServiceFault(
                "NotPlayedByFakeException",
                501,
                "The fake IAM does not play the condition operator " + operator + " in trust policies; it plays"
                        + " StringEquals, StringLike, their negations, ArnEquals, ArnLike and Bool, each also with"
                        + " IfExists",
                Map.of());
    }
}
