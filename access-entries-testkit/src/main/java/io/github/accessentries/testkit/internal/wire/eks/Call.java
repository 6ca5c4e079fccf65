package io.github.accessentries.testkit.internal.wire.eks;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.service.eks.EksService;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of one operation: the service it goes to, who calls, and what the request says. */
record Call(EksService service, Caller caller, Map<String, String> labels, Parameters query, JsonBody body) {

    /** A part of the path, which the route guarantees to be there. */
    String label(String name) {
        return requireNonNull(labels.get(name), name);
    }

    /** What the call is about: what the path names or, for the creation of a cluster, the body. */
    Map<String, String> names() {
        String name = labels.isEmpty() ? body.text("name") : null;
        return name == null ? labels : Map.of("name", name);
    }

    @Nullable
    String query(String name) {
        return query.first(name).orElse(null);
    }

    List<String> queryAll(String name) {
        return query.all(name);
    }

    PageRequest page() {
        return new PageRequest(query.first("maxResults").map(Call::integer).orElse(null), query("nextToken"));
    }

    private static Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new ServiceFault("SerializationException", 400, "maxResults must be an integer", Map.of());
        }
    }
}
