package io.github.accessentries.testkit.internal.control;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.controlplane.ControlPlanes;
import io.github.accessentries.testkit.internal.service.Cloud;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.wire.fault.FaultScript;
import io.github.accessentries.testkit.internal.wire.message.Request;
import io.github.accessentries.testkit.internal.wire.message.Response;
import io.github.accessentries.testkit.internal.wire.message.Routes;
import io.github.accessentries.testkit.internal.wire.message.Wire;
import io.github.accessentries.testkit.internal.wire.record.Trail;
import io.github.accessentries.testkit.trail.RecordedCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The control API of a served fake: takes what is below {@code /_fake}, where EKS has nothing, and passes the rest on.
 * It asks for no signature, so it is kept from web pages and foreign names, see {@link LoopbackOnly}.
 */
public final class ControlWire implements Wire {

    private static final String ROOT = "/_fake";

    private final Wire services;
    private final Map<String, ControlHandler> handlers = new TreeMap<>();
    private final Routes routes;

    ControlWire(Wire services, List<ControlTopic> topics) {
        this.services = services;
        topics.forEach(topic -> topic.handlers().forEach(this::register));
        this.routes = Routes.of(handlers.keySet());
    }

    /**
     * Puts the control API before the services.
     *
     * @param services what all else goes to
     * @param cloud what the services know
     * @param clusters the clusters' own side
     * @param faults what goes wrong with calls
     * @param trail the recorded calls
     * @param advance lets time pass
     * @param reset puts everything back to the seed
     * @return the two, one behind the other
     */
    public static Wire of(
            Wire services,
            Cloud cloud,
            ControlPlanes clusters,
            FaultScript faults,
            Trail<RecordedCall> trail,
            Consumer<Duration> advance,
            Runnable reset) {
        return new ControlWire(
                services,
                List.of(
                        new LifecycleControl(reset),
                        new ClockControl(cloud.clock(), advance),
                        new ConsistencyControl(cloud),
                        new PrincipalsControl(cloud.iam()),
                        new InstancesControl(cloud.instances()),
                        new FaultsControl(faults),
                        new DenialsControl(cloud.iam()),
                        new EventsControl(trail),
                        new ClustersControl(clusters)));
    }

    private void register(String route, ControlHandler handler) {
        if (handlers.putIfAbsent(route, handler) != null) {
            throw new IllegalArgumentException("Two handlers answer " + route + "; keep one");
        }
    }

    @Override
    public Response exchange(Request request) {
        if (!request.rawPath().equals(ROOT) && !request.rawPath().startsWith(ROOT + "/")) {
            return services.exchange(request);
        }
        try {
            return answer(request);
        } catch (ServiceFault fault) {
            return refusal(fault.status(), fault.message());
        } catch (IllegalArgumentException e) {
            return refusal(400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            return refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private Response answer(Request request) {
        LoopbackOnly.require(request);
        request.requireBounded();
        Routes.Match match = routes.find(request.method(), request.rawPath()).orElse(null);
        if (match == null) {
            return noSuchCall(request);
        }
        ControlHandler handler = requireNonNull(handlers.get(match.operation()), match.operation());
        ControlCall call = new ControlCall(match.labels(), request);
        call.requireNothingBut(handler);
        return handler.answer(call);
    }

    private Response noSuchCall(Request request) {
        Set<String> methods = routes.methods(request.rawPath());
        if (methods.isEmpty()) {
            return refusal(404, "There is no control call " + request.rawPath() + "; there are " + handlers.keySet());
        }
        Response refusal = refusal(405, request.rawPath() + " takes " + methods + ", not " + request.method());
        return refusal.withHeader("Allow", String.join(", ", methods));
    }

    private static Response refusal(int status, String message) {
        JsonObject json = new JsonObject();
        json.addProperty("message", message);
        return Response.json(status, json);
    }
}
