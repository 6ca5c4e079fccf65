package io.github.accessentries.testkit.internal.service.cluster;

import io.github.accessentries.testkit.internal.service.fault.UnverifiedFaults;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers to requests that carried a client request token: a repeated request gets the stored answer, another
 * request with the same token is refused. Only requests that succeeded are kept, and only the latest few thousand of
 * them.
 *
 * <p>Guarded by the cluster, or the clusters, that own it.
 *
 * @param <A> what is answered
 */
public final class RequestTokens<A> {

    private static final int MOST = 4096;

    private record Answered<A>(Record request, A answer) {}

    private final Map<String, Answered<A>> answers = new LinkedHashMap<>();

    /** Remembers nothing at first. */
    public RequestTokens() {}

    /** Answers as it did before to the same request with the same token, else by the change. */
    public A answerOnce(String cluster, @Nullable String token, Record request, Supplier<A> change) {
        if (token == null) {
            return change.get();
        }
        Answered<A> earlier = answers.get(token);
        if (earlier != null) {
            if (!earlier.request().equals(request)) {
                throw UnverifiedFaults.tokenReused(cluster);
            }
            return earlier.answer();
        }
        A answer = change.get();
        answers.put(token, new Answered<>(request, answer));
        if (answers.size() > MOST) {
            answers.remove(answers.keySet().iterator().next());
        }
        return answer;
    }
}
