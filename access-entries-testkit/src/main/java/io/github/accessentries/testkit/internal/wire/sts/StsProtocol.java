package io.github.accessentries.testkit.internal.wire.sts;

import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.AccessKey;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.iam.Ids;
import io.github.accessentries.testkit.internal.service.sts.AssumeRole;
import io.github.accessentries.testkit.internal.service.sts.Sts;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.QueryProtocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.signature.RequestAuthenticator;
import java.util.Map;

/** STS on the wire: the query protocol, with a form or with a presigned URL, answered in XML or, if asked for, JSON. */
public final class StsProtocol implements Protocol {

    private static final String VERSION = "2011-06-15";
    private static final String JSON = "application/json";
    private static final String XML = "text/xml";

    /** What an operation answers to a caller. */
    @FunctionalInterface
    private interface Action {
        StsAnswer result(Caller caller, Parameters parameters);
    }

    private final Map<String, Action> actions =
            Map.of("GetCallerIdentity", StsProtocol::callerIdentity, "AssumeRole", this::assumedRole);

    private final Sts sts;
    private final Ids ids;
    private final RequestAuthenticator authenticator;

    /** Speaks for the STS of a cloud. */
    public StsProtocol(Cloud cloud, RequestAuthenticator authenticator) {
        this.sts = cloud.sts();
        this.ids = cloud.ids();
        this.authenticator = authenticator;
    }

    @Override
    public Response exchange(Request request) {
        try {
            request.requireBounded();
            Parameters parameters = QueryProtocol.parameters(request);
            String name = parameters.first("Action").orElse("");
            Action action = action(name, parameters.first("Version").orElse(""));
            Caller caller = authenticator
                    .authenticate(request, AuthenticationErrors.STS)
                    .caller();
            String requestId = ids.uuid();
            StsAnswer answer = new StsAnswer()
                    .with(name + "Result", action.result(caller, parameters))
                    .with("ResponseMetadata", new StsAnswer().with("RequestId", requestId));
            String root = name + "Response";
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
        // In JSON a successful answer is wrapped in a member of its name, and an error is not.
        return wantsJson(request)
                ? Response.refusal(fault, headers(JSON, requestId), Json.bytes(answer.json()))
                : Response.refusal(fault, headers(XML, requestId), answer.xml("ErrorResponse"));
    }

    private Action action(String name, String version) {
        Action action = actions.get(name);
        if (action == null || !version.equals(VERSION)) {
            throw new ServiceFault(
                    "InvalidAction", 400, "Could not find operation " + name + " for version " + version, Map.of());
        }
        return action;
    }

    private static StsAnswer callerIdentity(Caller caller, Parameters parameters) {
        return new StsAnswer()
                .with("Arn", caller.arn())
                .with("UserId", caller.userId())
                .with("Account", caller.account());
    }

    private StsAnswer assumedRole(Caller caller, Parameters parameters) {
        AccessKey session = sts.assumeRole(
                caller,
                new AssumeRole(
                        parameters.first("RoleArn").orElse(null),
                        parameters.first("RoleSessionName").orElse(null),
                        parameters.first("DurationSeconds").orElse(null)));
        return new StsAnswer()
                .with(
                        "AssumedRoleUser",
                        new StsAnswer()
                                .with("AssumedRoleId", session.caller().userId())
                                .with("Arn", session.caller().arn()))
                .with(
                        "Credentials",
                        new StsAnswer()
                                .with("AccessKeyId", session.accessKeyId())
                                .with("SecretAccessKey", session.secretAccessKey())
                                .with("SessionToken", session.sessionToken().orElseThrow())
                                .with("Expiration", session.end().orElseThrow()));
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
