package io.github.accessentries.testkit.internal.wire.message;

/**
 * The query protocol, which STS speaks and EKS does not: parameters in a form or in a query, one of them the action.
 */
public final class QueryProtocol {

    private static final String FORM = "application/x-www-form-urlencoded";

    private QueryProtocol() {}

    /** Whether a request speaks it. */
    public static boolean isSpokenIn(Request request) {
        return isForm(request)
                || (request.method().equals("GET")
                        && request.rawPath().equals("/")
                        && Parameters.ofQuery(request.rawQuery())
                                .first("Action")
                                .isPresent());
    }

    private static boolean isForm(Request request) {
        return request.method().equals("POST")
                && request.headers()
                        .first("Content-Type")
                        .filter(type -> type.startsWith(FORM))
                        .isPresent();
    }

    /** What the form says or, if there is none, the query. */
    public static Parameters parameters(Request request) {
        return isForm(request) ? Parameters.ofForm(request.body()) : Parameters.ofQuery(request.rawQuery());
    }
}
