package io.github.accessentries.testkit.internal.wire;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.QueryProtocol;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.query.QueryAnswer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whatever is sent to services that nobody plays here: each client is told so in the form that it can read. */
final class OtherServices implements Protocol {

    private static final Set<String> PLAYED = Set.of("eks", "sts", "iam");
    private static final String TARGET = "X-Amz-Target";

    /** The service that a request is signed for or names in a header, if it is none of those that are played. */
    static Optional<String> calledBy(Request request) {
        Optional<String> signed = signedFor(request);
        if (signed.isPresent()) {
            return signed.filter(service -> !PLAYED.contains(service));
        }
        return request.headers().first(TARGET).map(target -> target.replaceAll("[._].*", ""));
    }

    private static Optional<String> signedFor(Request request) {
        try {
            return request.claim().map(claim -> claim.scope().service());
        } catch (IllegalArgumentException | ServiceFault unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public Response exchange(Request request) {
        String service = calledBy(request).orElse("this service");
        String operation = request.headers()
                .first(TARGET)
                .or(() -> QueryProtocol.isSpokenIn(request)
                        ? QueryProtocol.parameters(request).first("Action")
                        : Optional.empty())
                .orElseGet(request::toString);
        return refuse(
                request,
                new ServiceFault(
                        "NotPlayedByFakeException",
                        501,
                        "This fake plays EKS, STS and a little of IAM, and nothing of " + service + " (" + operation
                                + "). To send that elsewhere, set AWS_ENDPOINT_URL_EKS, AWS_ENDPOINT_URL_STS and"
                                + " AWS_ENDPOINT_URL_IAM to the fake instead of AWS_ENDPOINT_URL",
                        Map.of()));
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        if (signedFor(request).equals(Optional.of("s3"))
                || (request.headers().first(TARGET).isEmpty() && QueryProtocol.isSpokenIn(request))) {
            return Response.refusal(fault, Headers.of("Content-Type", "text/xml"), xml(request, fault));
        }
        JsonObject json = new JsonObject();
        json.addProperty("__type", fault.code());
        json.addProperty("message", fault.message());
        return Response.refusal(
                fault,
                Headers.of("Content-Type", "application/json").with("x-amzn-ErrorType", fault.code()),
                Json.bytes(json));
    }

    /** EC2 and S3 have forms of their own. */
    private static byte[] xml(Request request, ServiceFault fault) {
        QueryAnswer error = new QueryAnswer().with("Code", fault.code()).with("Message", fault.message());
        return switch (signedFor(request).orElse("")) {
            case "ec2" ->
                new QueryAnswer()
                        .with("Errors", new QueryAnswer().with("Error", error))
                        .xml("Response", "");
            case "s3" -> error.xml("Error", "");
            default -> new QueryAnswer().with("Error", error).xml("ErrorResponse", "");
        };
    }
}
