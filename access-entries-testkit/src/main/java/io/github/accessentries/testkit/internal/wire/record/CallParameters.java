package io.github.accessentries.testkit.internal.wire.record;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.Operations;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import io.github.accessentries.testkit.internal.wire.message.QueryProtocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.UriText;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a call asks for, as CloudTrail shows it. */
final class CallParameters {

    /** Longer ones are left out, so that the memory of calls stays small. */
    private static final int MAX_BYTES = 100_000;

    private static final String TAG_KEYS = "tagKeys";
    private static final List<String> QUERY = List.of("associatedPolicyArn", "maxResults", "nextToken");

    /** Parameters of STS and IAM that are known to hold no secret. */
    private static final List<String> FORM = List.of(
            "RoleArn",
            "RoleSessionName",
            "DurationSeconds",
            "ExternalId",
            "SerialNumber",
            "SourceIdentity",
            "RoleName",
            "UserName",
            "Path",
            "PathPrefix",
            "AssumeRolePolicyDocument",
            "PolicyDocument",
            "PolicyArn",
            "Description",
            "MaxSessionDuration",
            "Url",
            "OpenIDConnectProviderArn");

    private CallParameters() {}

    /** Read on demand. Until then it holds no more of the request than it needs. */
    static Supplier<Map<String, Object>> of(Operations.Target called, Request request) {
        if (called.service() != AuthenticationErrors.EKS) {
            Map<String, Object> form = readable(() -> form(QueryProtocol.parameters(request)));
            return () -> form;
        }
        Map<String, String> labels = called.labels();
        String query = request.rawQuery();
        Supplier<Map<String, Object>> body = tree(request.body());
        return () -> readable(() -> parameters(labels, query, body.get()));
    }

    /** An unreadable request was refused, and shows no parameters. */
    private static Map<String, Object> readable(Supplier<Map<String, Object>> parameters) {
        try {
            return Collections.unmodifiableMap(parameters.get());
        } catch (ServiceFault unreadable) {
            return Map.of();
        }
    }

    private static Map<String, Object> parameters(Map<String, String> labels, String query, Map<String, Object> body) {
        Map<String, Object> parameters = new TreeMap<>(body);
        addQuery(Parameters.ofQuery(query), parameters);
        // Parts of the path stay as they are there: percent-encoded.
        labels.forEach((name, value) -> parameters.put(name, UriText.encode(value)));
        return parameters;
    }

    private static Map<String, Object> form(Parameters form) {
        Map<String, Object> parameters = new TreeMap<>();
        for (String name : FORM) {
            form.first(name).ifPresent(value -> parameters.put(withSmallInitial(name), value));
        }
        return parameters;
    }

    private static String withSmallInitial(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static void addQuery(Parameters query, Map<String, Object> parameters) {
        for (String name : QUERY) {
            query.first(name).ifPresent(value -> parameters.put(name, value));
        }
        List<String> tagKeys = query.all(TAG_KEYS);
        if (!tagKeys.isEmpty()) {
            parameters.put(TAG_KEYS, tagKeys);
        }
    }

    /** A body as a tree of JSON, parsed on demand; nothing if it is not JSON, or too long. */
    static Supplier<Map<String, Object>> tree(byte[] body) {
        if (body.length == 0 || body.length > MAX_BYTES) {
            return Map::of;
        }
        return () -> readable(() -> JsonBody.parse(body).tree());
    }
}
