package io.github.accessentries.testkit.internal.kubernetes.listing;

import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.message.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a collection is wanted, as of when.
 *
 * @param version the resource version, empty for none
 * @param match how it is meant, empty for the usual way
 * @param limit how many objects at most, 0 for all
 * @param goOn where the last answer ended, empty at the beginning
 * @param initialEvents whether a watch begins with what there is; empty for the usual way
 * @param bookmarks whether a watch may tell of versions without a change
 */
record ListOptions(
        String version, String match, int limit, String goOn, Optional<Boolean> initialEvents, boolean bookmarks) {

    private static final String EXACT = "Exact";
    private static final String NOT_OLDER = "NotOlderThan";
    private static final String MATCH = "resourceVersionMatch";
    private static final String INITIAL = "sendInitialEvents";

    static ListOptions of(Query query, boolean isWatch) {
        ListOptions options = new ListOptions(
                query.first("resourceVersion").orElse(""),
                query.first(MATCH).orElse(""),
                number(query, "limit"),
                query.first("continue").orElse(""),
                query.first(INITIAL).map(value -> query.isTrue(INITIAL)),
                query.isTrue("allowWatchBookmarks"));
        List<Cause> causes = isWatch ? options.faultsOfWatch() : options.faultsOfList();
        if (!causes.isEmpty()) {
            throw ApiFaults.invalidOptions("ListOptions", causes);
        }
        return options;
    }

    static int number(Query query, String name) {
        String text = query.first(name).orElse("0");
        if (!text.matches("[0-9]{1,9}")) {
            throw ApiFaults.badRequest(name + " must be a whole number that is not negative");
        }
        return Integer.parseInt(text);
    }

    private List<Cause> faultsOfWatch() {
        List<Cause> causes = new ArrayList<>();
        if (initialEvents.isPresent() && !match.equals(NOT_OLDER)) {
            causes.add(
                    Cause.forbidden(MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
        }
        if (initialEvents.isEmpty() && !match.isEmpty()) {
            causes.add(Cause.forbidden(
                    MATCH, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
        }
        return causes;
    }

    private List<Cause> faultsOfList() {
        List<Cause> causes = new ArrayList<>();
        if (initialEvents.isPresent()) {
            causes.add(Cause.forbidden(INITIAL, "sendInitialEvents is forbidden for list"));
        }
        if (match.isEmpty()) {
            return causes;
        }
        if (version.isEmpty()) {
            causes.add(Cause.forbidden(MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
        }
        if (!goOn.isEmpty()) {
            causes.add(Cause.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
        }
        if (!match.equals(EXACT) && !match.equals(NOT_OLDER)) {
            causes.add(Cause.unsupported(MATCH, new JsonPrimitive(match).toString(), List.of(EXACT, NOT_OLDER)));
        }
        if (match.equals(EXACT) && version.equals("0")) {
            causes.add(Cause.forbidden(MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
        }
        return causes;
    }

    /** The resource version as a number; 0 for none. */
    long versionNumber() {
        if (version.isEmpty()) {
            return 0;
        }
        if (!version.matches("[0-9]{1,18}")) {
            throw ApiFaults.badRequest("invalid resource version: it must be a whole number that a list has told");
        }
        return Long.parseLong(version);
    }

    /** Whether a list shall be of exactly its version, which parts of lists are even if they do not ask for it. */
    boolean isExact() {
        return match.equals(EXACT) || (match.isEmpty() && limit > 0 && versionNumber() > 0);
    }
}
