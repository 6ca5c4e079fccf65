package io.github.accessentries.testkit.wire;

import io.github.accessentries.testkit.service.ServiceFault;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a call asks for, as CloudTrail shows it. */
final class CallParameters {

    /** What is longer is left out, so that the memory of calls stays small. */
    private static final int MAX_BYTES = 100_000;

    private static final String TAG_KEYS = "tagKeys";
    private static final List<String> QUERY = List.of("associatedPolicyArn", "maxResults", "nextToken");

    /** Of what STS is asked, only this is known to hold no secret. */
    private static final List<String> FORM = List.of("RoleArn", "RoleSessionName", "DurationSeconds");

    private CallParameters() {}

    static Map<String, Object> of(Operations.Target called, Request request) {
        try {
            Map<String, Object> parameters = new TreeMap<>();
            if (called.service() == AuthenticationErrors.STS) {
                addForm(StsProtocol.parameters(request), parameters);
            } else {
                parameters.putAll(tree(request.body()));
                addQuery(Parameters.ofQuery(request.rawQuery()), parameters);
                // What stands in the path stays as it stands there: percent-encoded.
                called.labels().forEach((name, value) -> parameters.put(name, UriText.encode(value)));
            }
            return Collections.unmodifiableMap(parameters);
        } catch (ServiceFault unreadable) {
            return Map.of();
        }
    }

    private static void addForm(Parameters form, Map<String, Object> parameters) {
        for (String name : FORM) {
            form.first(name).ifPresent(value -> parameters.put(withSmallInitial(name), value));
        }
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

    /** A body of JSON as a tree; nothing if it is none, or too long. */
    static Map<String, Object> tree(byte[] body) {
        try {
            return body.length > MAX_BYTES ? Map.of() : JsonBody.parse(body).tree();
        } catch (ServiceFault notJson) {
            return Map.of();
        }
    }
}
