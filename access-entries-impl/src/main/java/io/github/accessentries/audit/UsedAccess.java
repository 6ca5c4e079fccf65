package io.github.accessentries.audit;

import io.github.accessentries.authz.AccessRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was used, how often, and in which places: the sum of all requests, which grows with their variety and not with their
 * number. Not thread-safe.
 */
final class UsedAccess {

    private static final int MOST_TALLIES = 50_000;

    /** Stands for the place of requests in no namespace, and for the API group and resource of a path. */
    static final String NONE = "";

    /**
     * A kind of requests.
     *
     * @param verb the verb
     * @param apiGroup the API group
     * @param what the resource with its subresource, or a path
     * @param isPath which of the two it is
     * @param place the namespace, or the pattern that stands for it; {@link #NONE} for requests in none
     */
    record Kind(String verb, String apiGroup, String what, boolean isPath, String place) {

        static Kind of(AccessRequest request, String place) {
            String subresource = request.subresource().map(part -> "/" + part).orElse("");
            return request.isForResource()
                    ? new Kind(request.verb(), request.apiGroup(), request.resource() + subresource, false, place)
                    : new Kind(request.verb(), NONE, request.path().orElseThrow(), true, NONE);
        }

        Kind at(String otherPlace) {
            return new Kind(verb, apiGroup, what, isPath, otherPlace);
        }
    }

    private final int mostNames;
    private final Map<Kind, UsedNames> names = new HashMap<>();
    private int tallies;

    UsedAccess(int mostNames) {
        this.mostNames = mostNames;
    }

    /** Counts a request; false if there is no room for one more kind of requests. */
    boolean add(AccessRequest request, String place, AuditedRequest evidence) {
        Kind kind = Kind.of(request, place);
        UsedNames used = names.get(kind);
        if (used == null) {
            if (tallies >= MOST_TALLIES) {
                return false;
            }
            used = new UsedNames(mostNames);
            names.put(kind, used);
        }
        int before = used.size();
        if (tallies >= MOST_TALLIES && !used.hasRoomFor(request.name().orElse(null))) {
            return false;
        }
        used.tally(request.name().orElse(null))
                .add(evidence, request.namespace().orElse(NONE));
        tallies += used.size() - before;
        return true;
    }

    /**
     * The kinds with their names, and of several places that are one to the caller, the sum.
     *
     * @param together the place that stands for all namespaces, {@code null} to keep them apart
     */
    SortedMap<Kind, UsedNames> kinds(@Nullable String together) {
        SortedMap<Kind, UsedNames> kinds = new TreeMap<>(KindOrder.ORDER);
        names.forEach((kind, used) -> {
            Kind merged = together == null || kind.place().equals(NONE) ? kind : kind.at(together);
            kinds.computeIfAbsent(merged, each -> new UsedNames(mostNames)).addAll(used);
        });
        return kinds;
    }
}
