package io.github.accessentries.testkit.wire;

import io.github.accessentries.testkit.service.Caller;
import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.Ids;
import io.github.accessentries.testkit.service.ServiceFault;
import java.util.List;
import java.util.Map;

/** STS on the wire: the query protocol, with a form or with a presigned URL, answered in XML or, if asked for, JSON. */
final class StsProtocol implements Protocol {

    private static final String VERSION = "2011-06-15";
    private static final String JSON = "application/json";
    private static final String XML = "text/xml";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Ids ids;
    private final Authenticator authenticator;

    StsProtocol(Cloud cloud, Authenticator authenticator) {
        this.ids = cloud.ids();
        this.authenticator = authenticator;
    }

    /** Whether a request speaks the query protocol, which EKS never does. */
    static boolean speaks(Request request) {
        return isForm(request)
                || (request.method().equals("GET")
                        && request.rawPath().equals("/")
                        && Parameters.ofQuery(request.rawQuery())
                                .first("Action")
                                .isPresent());
    }

    private static boolean isForm(Request request) {
        return request.method().equals("POST")
                && request.headers()
                        .first("Content-Type")
                        .filter(type -> type.startsWith(FORM))
                        .isPresent();
    }

    /** What the form says or, if there is none, the query. */
    static Parameters parameters(Request request) {
        return isForm(request) ? Parameters.ofForm(request.body()) : Parameters.ofQuery(request.rawQuery());
    }

    @Override
    public Response exchange(Request request) {
        try {
            String requestId = ids.uuid();
            StsAnswer answer = answer(request).with("ResponseMetadata", new StsAnswer().with("RequestId", requestId));
            String root = "GetCallerIdentityResponse";
            return wantsJson(request)
                    ? new Response(200, headers(JSON, requestId), Json.bytes(Json.object(root, answer.json())))
                    : new Response(200, headers(XML, requestId), answer.xml(root));
        } catch (ServiceFault fault) {
            return refuse(request, fault);
        }
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        String requestId = ids.uuid();
        StsAnswer answer = new StsAnswer()
                .with(
                        "Error",
                        new StsAnswer()
                                .with("Type", fault.status() < 500 ? "Sender" : "Receiver")
                                .with("Code", fault.code())
                                .with("Message", fault.message()))
                .with("RequestId", requestId);
        // In JSON the name of a successful answer is a member around it, that of an error is not there.
        return wantsJson(request)
                ? Response.refusal(fault, headers(JSON, requestId), Json.bytes(answer.json()))
                : Response.refusal(fault, headers(XML, requestId), answer.xml("ErrorResponse"));
    }

    private StsAnswer answer(Request request) {
        AwsWire.requireBounded(request);
        Parameters parameters = parameters(request);
        String action = parameters.first("Action").orElse("");
        String version = parameters.first("Version").orElse("");
        if (!action.equals("GetCallerIdentity") || !version.equals(VERSION)) {
            throw new ServiceFault(
                    "InvalidAction", 400, "Could not find operation " + action + " for version " + version, Map.of());
        }
        Caller caller =
                authenticator.authenticate(request, AuthenticationErrors.STS).caller();
        return new StsAnswer()
                .with(
                        "GetCallerIdentityResult",
                        new StsAnswer()
                                .with("Arn", caller.arn())
                                .with("UserId", caller.userId())
                                .with("Account", caller.account()));
    }

    private static boolean wantsJson(Request request) {
        return request.headers()
                .first("Accept")
                .filter(accept -> accept.startsWith(JSON))
                .isPresent();
    }

    private static Headers headers(String contentType, String requestId) {
        return Headers.of(Map.of("Content-Type", List.of(contentType), "x-amzn-RequestId", List.of(requestId)));
    }
}
