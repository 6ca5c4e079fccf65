package io.github.accessentries.testkit.internal.wire.query;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.QueryProtocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.signature.RequestAuthenticator;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A service on the wire: a form or a presigned URL, answered in XML or, if asked for, JSON. */
public final class QueryService implements Protocol {

    private static final String JSON = "application/json";
    private static final String XML = "text/xml";

    private final AuthenticationErrors errors;
    private final String version;
    private final String namespace;
    private final Map<String, QueryOperation> operations;
    private final Ids ids;
    private final RequestAuthenticator authenticator;

    /**
     * Makes a service.
     *
     * @param errors how it refuses whoever it does not know
     * @param version of its API
     * @param operations what it plays
     */
    public QueryService(
            AuthenticationErrors errors,
            String version,
            Collection<QueryOperation> operations,
            Ids ids,
            RequestAuthenticator authenticator) {
        this.errors = errors;
        this.version = version;
        this.namespace = "https://" + errors.service() + ".amazonaws.com/doc/" + version + "/";
        this.operations = operations.stream().collect(toUnmodifiableMap(QueryOperation::name, Function.identity()));
        this.ids = ids;
        this.authenticator = authenticator;
    }

    @Override
    public Response exchange(Request request) {
        try {
            request.requireBounded();
            Parameters parameters = QueryProtocol.parameters(request);
            QueryOperation operation = operation(parameters);
            Optional<AccessKey> by = operation.signed()
                    ? Optional.of(authenticator.authenticate(request, errors).key())
                    : Optional.empty();
            Form form = new Form(parameters);
            QueryOperation.Action action = operation.codec().read(form);
            requireAllRead(operation, form.unread());
            return answer(request, operation.name(), action.answer(by));
        } catch (ServiceFault fault) {
            return refuse(request, fault);
        }
    }

    private Response answer(Request request, String operation, Optional<QueryAnswer> result) {
        String requestId = ids.uuid();
        QueryAnswer answer = new QueryAnswer();
        result.ifPresent(some -> answer.with(operation + "Result", some));
        answer.with("ResponseMetadata", new QueryAnswer().with("RequestId", requestId));
        String root = operation + "Response";
        return wantsJson(request)
                ? new Response(200, headers(JSON, requestId), Json.bytes(Json.object(root, answer.json())))
                : new Response(200, headers(XML, requestId), answer.xml(root, namespace));
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        String requestId = ids.uuid();
        QueryAnswer answer = new QueryAnswer()
                .with(
                        "Error",
                        new QueryAnswer()
                                .with("Type", fault.status() < 500 ? "Sender" : "Receiver")
                                .with("Code", fault.code())
                                .with("Message", fault.message()))
                .with("RequestId", requestId);
        // In JSON a successful answer is wrapped in a member of its name, and an error is not.
        return wantsJson(request)
                ? Response.refusal(fault, headers(JSON, requestId), Json.bytes(answer.json()))
                : Response.refusal(fault, headers(XML, requestId), answer.xml("ErrorResponse", namespace));
    }

    private QueryOperation operation(Parameters parameters) {
        String name = parameters.first("Action").orElse("");
        String asked = parameters.first("Version").orElse("");
        if (!asked.equals(version)) {
            throw new ServiceFault(
                    "InvalidAction", 400, "Could not find operation " + name + " for version " + asked, Map.of());
        }
        QueryOperation operation = operations.get(name);
        if (operation == null) {
            List<String> played = operations.keySet().stream().sorted().toList();
            throw notPlayed(name, "it plays " + played);
        }
        return operation;
    }

    private void requireAllRead(QueryOperation operation, Set<String> unread) {
        if (unread.isEmpty()) {
            return;
        }
        List<String> unknown = unread.stream()
                .filter(name -> !operation.refused().contains(name))
                .toList();
        throw unknown.isEmpty()
                ? notPlayed(
                        operation.name() + " with " + List.copyOf(unread),
                        "it would drop what they say, so leave them out")
                : notPlayed(
                        operation.name() + " with " + unknown,
                        "it knows of no such parameter: check the spelling, and if the service has got it since, look for"
                                + " a later version of the fake");
    }

    private ServiceFault notPlayed(String what, String remark) {
        return new ServiceFault(
                "NotPlayedByFakeException",
                501,
                "The fake " + errors.service().toUpperCase(Locale.ROOT) + " does not play " + what + "; " + remark,
                Map.of());
    }

    private static boolean wantsJson(Request request) {
        return request.headers()
                .first("Accept")
                .filter(accept -> accept.startsWith(JSON))
                .isPresent();
    }

    private static Headers headers(String contentType, String requestId) {
        return Headers.of("Content-Type", contentType).with("x-amzn-RequestId", requestId);
    }
}
