package io.github.accessentries.testkit.internal.wire.eks;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.eks.EksService;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.RegionOfAccount;
import io.github.accessentries.testkit.internal.wire.json.Json;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.AuthenticationErrors;
import io.github.accessentries.testkit.internal.wire.message.Headers;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import io.github.accessentries.testkit.internal.wire.message.Protocol;
import io.github.accessentries.testkit.internal.wire.message.Remembered;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Routes;
import io.github.accessentries.testkit.internal.wire.signature.RequestAuthenticator;
import java.util.HashMap;
import java.util.Map;

/** EKS on the wire: rest-json. */
public final class EksProtocol implements Protocol {

    private static final Map<String, Operation> OPERATIONS = operations();
    private static final Headers JSON = Headers.of("Content-Type", "application/json");

    private final Cloud cloud;
    private final RequestAuthenticator authenticator;
    private final Remembered<String, String> partitions =
            new Remembered<>(region -> RegionOfAccount.of("", region).partition());

    /** Speaks for the services of a cloud. */
    public EksProtocol(Cloud cloud, RequestAuthenticator authenticator) {
        this.cloud = cloud;
        this.authenticator = authenticator;
    }

    private static Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>(EntryCodec.OPERATIONS);
        operations.putAll(PolicyCodec.OPERATIONS);
        operations.putAll(ClusterCodec.OPERATIONS);
        operations.putAll(UpdateCodec.OPERATIONS);
        operations.putAll(ComputeCodec.OPERATIONS);
        return Map.copyOf(operations);
    }

    @Override
    public Response exchange(Request request) {
        try {
            return new Response(200, headers(), Json.bytes(answer(request)));
        } catch (ServiceFault fault) {
            return refuse(request, fault);
        }
    }

    @Override
    public Response refuse(Request request, ServiceFault fault) {
        return Response.refusal(fault, headers().with("x-amzn-ErrorType", fault.code()), Json.bytes(json(fault)));
    }

    private JsonObject answer(Request request) {
        request.requireBounded();
        Routes.Match match = request.route().orElseThrow(() -> unknown(request));
        RequestAuthenticator.Authenticated by = authenticator.authenticate(request, AuthenticationErrors.EKS);
        Operation operation = OPERATIONS.get(match.operation());
        if (operation == null) {
            throw notPlayed(match.operation());
        }
        Parameters query = Parameters.ofQuery(request.rawQuery());
        JsonBody body = JsonBody.parse(request.body());
        Call call = new Call(service(by), by.caller(), match.labels(), query, body);
        call.service().permissions().require(by.key(), match.operation(), call.names());
        return operation.answer(call);
    }

    private EksService service(RequestAuthenticator.Authenticated by) {
        return cloud.eks(
                new RegionOfAccount(partitions.of(by.region()), by.caller().account(), by.region()));
    }

    private static ServiceFault unknown(Request request) {
        return new ServiceFault("UnknownOperationException", 404, "EKS has no operation for " + request, Map.of());
    }

    static ServiceFault notPlayed(String operation) {
        return new ServiceFault(
                "NotPlayedByFakeException",
                501,
                "The fake EKS does not play " + operation + "; it plays "
                        + OPERATIONS.keySet().stream().sorted().toList(),
                Map.of());
    }

    private static JsonObject json(ServiceFault fault) {
        JsonObject json = Json.textMap(fault.members());
        json.addProperty("message", fault.message());
        return json;
    }

    private Headers headers() {
        return JSON.with("x-amzn-RequestId", cloud.ids().uuid());
    }
}
