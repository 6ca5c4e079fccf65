package io.github.accessentries.testkit.wire;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.service.Cloud;
import io.github.accessentries.testkit.service.ServiceFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The control API of a served fake: takes what is below {@code /_fake}, where EKS has nothing, and hands on the rest. It
 * asks for no signature, so it belongs on loopback only.
 */
public final class ControlWire implements Wire {

    private static final String ROOT = "/_fake";

    private final Wire services;
    private final Map<String, ControlHandler> handlers = new TreeMap<>();
    private final Routes routes;

    /**
     * Puts the control API before the services.
     *
     * @param services what all else goes to
     * @param cloud what the services know
     * @param advance lets time pass
     * @param reset puts everything back to the seed
     * @param others further control calls
     */
    public ControlWire(
            Wire services, Cloud cloud, Consumer<Duration> advance, Runnable reset, List<ControlTopic> others) {
        this.services = services;
        List<ControlTopic> topics = new ArrayList<>(List.of(
                new LifecycleControl(reset),
                new ClockControl(cloud.clock(), advance),
                new ConsistencyControl(cloud),
                new PrincipalsControl(cloud.iam()),
                new InstancesControl(cloud.instances())));
        topics.addAll(others);
        topics.forEach(topic -> topic.handlers().forEach(this::register));
        this.routes = Routes.of(handlers.keySet());
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
        AwsWire.requireBounded(request);
        Routes.Match match = routes.find(request.method(), request.rawPath()).orElse(null);
        if (match == null) {
            return noSuchCall(request);
        }
        ControlHandler handler = requireNonNull(handlers.get(match.operation()), match.operation());
        return handler.answer(new ControlCall(match.labels(), request));
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
