package io.github.accessentries.testkit.internal.wire.eks;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.testkit.internal.service.eks.EksService;
import io.github.accessentries.testkit.internal.service.fault.ServiceFault;
import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.paging.PageRequest;
import io.github.accessentries.testkit.internal.wire.json.JsonBody;
import io.github.accessentries.testkit.internal.wire.message.Parameters;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A call of one operation: the service it goes to, who calls, and what the request says. Whoever answers it first reads
 * all that the request may say and then asks for the {@linkplain #service() service}, which is given to nobody who left
 * something unread: what the fake does not know it refuses, and drops nothing in silence.
 */
final class Call {

    private static final String PRESIGNED = "x-amz-";

    private final String operation;
    private final EksService service;
    private final Caller caller;
    private final Map<String, String> labels;
    private final Parameters query;
    private final JsonBody body;
    private final Set<String> asked = new HashSet<>();

    Call(
            String operation,
            EksService service,
            Caller caller,
            Map<String, String> labels,
            Parameters query,
            JsonBody body) {
        this.operation = operation;
        this.service = service;
        this.caller = caller;
        this.labels = labels;
        this.query = query;
        this.body = body;
    }

    /**
     * The service, once the request has been read.
     *
     * @throws ServiceFault if the request has something that nobody read
     */
    EksService service() {
        // A question changes nothing, so what it says may be read while it is answered.
        if (!isQuestion()) {
            requireAllRead();
        }
        return service;
    }

    private boolean isQuestion() {
        return operation.startsWith("List") || operation.startsWith("Describe");
    }

    /**
     * Refuses a request that has something nobody read.
     *
     * @throws ServiceFault if it does
     */
    void requireAllRead() {
        Set<String> unread = body.unread();
        if (!query.all().isEmpty()) {
            unread = new TreeSet<>(unread);
            for (Parameters.Parameter parameter : query.all()) {
                String name = parameter.name();
                if (!asked.contains(name) && !name.toLowerCase(Locale.ROOT).startsWith(PRESIGNED)) {
                    unread.add(name);
                }
            }
        }
        if (!unread.isEmpty()) {
            throw RequestMembers.notTaken(operation, unread);
        }
    }

    Caller caller() {
        return caller;
    }

    JsonBody body() {
        return body;
    }

    /** A part of the path, which the route guarantees to be there. */
    String label(String name) {
        return requireNonNull(labels.get(name), name);
    }

    @Nullable
    String query(String name) {
        asked.add(name);
        return query.first(name).orElse(null);
    }

    List<String> queryAll(String name) {
        asked.add(name);
        return query.all(name);
    }

    PageRequest page() {
        String most = query("maxResults");
        return new PageRequest(most == null ? null : integer(most), query("nextToken"));
    }

    private static Integer integer(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new ServiceFault("SerializationException", 400, "maxResults must be an integer", Map.of());
        }
    }
}
