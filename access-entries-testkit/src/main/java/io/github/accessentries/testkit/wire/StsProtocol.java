package io.github.accessentries.testkit.wire;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.service.Caller;
import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.Ids;
import io.github.accessentries.testkit.service.ServiceFault;
import java.util.List;
import java.util.Map;

/** STS on the wire: the query protocol, with a form or with a presigned URL, answered in XML or, if asked for, JSON. */
final class StsProtocol implements Wire {

    private static final String VERSION = "2011-06-15";
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

    @Override
    public Response exchange(Request request) {
        String requestId = ids.uuid();
        try {
            StsAnswer answer = answer(request).with("ResponseMetadata", new StsAnswer().with("RequestId", requestId));
            return response(request, 200, requestId, "GetCallerIdentityResponse", answer, true);
        } catch (ServiceFault fault) {
            StsAnswer answer = new StsAnswer()
                    .with(
                            "Error",
                            new StsAnswer()
                                    .with("Type", "Sender")
                                    .with("Code", fault.code())
                                    .with("Message", fault.message()))
                    .with("RequestId", requestId);
            return response(request, fault.status(), requestId, "ErrorResponse", answer, false);
        }
    }

    private StsAnswer answer(Request request) {
        AwsWire.requireBounded(request);
        Parameters parameters =
                isForm(request) ? Parameters.ofForm(request.body()) : Parameters.ofQuery(request.rawQuery());
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

    /** In JSON the name of a successful answer is a member around it, that of an error is not there. */
    private static Response response(
            Request request, int status, String requestId, String root, StsAnswer answer, boolean namedInJson) {
        boolean wantsJson = request.headers()
                .first("Accept")
                .filter(accept -> accept.startsWith("application/json"))
                .isPresent();
        JsonObject json = namedInJson ? Json.object(root, answer.json()) : answer.json();
        Headers headers = Headers.of(Map.of(
                "Content-Type",
                List.of(wantsJson ? "application/json" : "text/xml"),
                "x-amzn-RequestId",
                List.of(requestId)));
        return new Response(status, headers, wantsJson ? Json.bytes(json) : answer.xml(root));
    }
}
