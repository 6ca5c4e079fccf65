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
import io.github.accessentries.testkit.internal.wire.message.Partition;
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
    private final Remembered<String, String> partitions = new Remembered<>(Partition::of);

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
        operations.putAll(AddonCodec.OPERATIONS);
        operations.putAll(PodIdentityCodec.OPERATIONS);
        operations.putAll(VersionCodec.OPERATIONS);
        operations.putAll(AuthorityCodec.OPERATIONS);
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
        EksService service = service(by);
        service.permissions().require(by.key(), match.operation(), names(match, body));
        Call call = new Call(match.operation(), service, by.caller(), match.labels(), query, body);
        JsonObject answer = operation.answer(call);
        call.requireAllRead();
        return answer;
    }

    private EksService service(RequestAuthenticator.Authenticated by) {
        return cloud.eks(
                new RegionOfAccount(partitions.of(by.region()), by.caller().account(), by.region()));
    }

    /** What the call is about: what the path names or, for the creation of a cluster, the body. */
    private static Map<String, String> names(Routes.Match match, JsonBody body) {
        if (!match.operation().equals("CreateCluster")) {
            return match.labels();
        }
        String name = body.text("name");
        return name == null ? Map.of() : Map.of("name", name);
    }

    /** Whether the fake answers an operation. */
    static boolean plays(String operation) {
        return OPERATIONS.containsKey(operation);
    }

    private static ServiceFault unknown(Request request) {
        return new ServiceFault(
                "UnknownOperationException",
                404,
                "This version of the fake EKS knows no operation for " + request + ": check method and path, and if EKS"
                        + " has got it since, look for a later version of the fake",
                Map.of());
    }

    static ServiceFault notPlayed(String operation) {
        return notPlayed(
                operation, "it plays " + OPERATIONS.keySet().stream().sorted().toList());
    }

    /** Something that the fake does not play, and what whoever reads this needs to know. */
    static ServiceFault notPlayed(String what, String remark) {
        return new ServiceFault(
                "NotPlayedByFakeException", 501, "The fake EKS does not play " + what + "; " + remark, Map.of());
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
