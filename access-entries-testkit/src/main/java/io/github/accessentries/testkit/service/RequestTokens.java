package io.github.accessentries.testkit.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answers to requests that carried a client request token: a repeated request gets the stored answer, another
 * request with the same token is refused. Only requests that succeeded are kept, and of these the latest thousands.
 *
 * <p>Guarded by the cluster that owns it.
 */
final class RequestTokens {

    private static final int MOST = 4096;

    private record Answered(Record request, StoredEntry answer) {}

    private final Map<String, Answered> answers = new LinkedHashMap<>();

    StoredEntry answerOnce(String cluster, @Nullable String token, Record request, Supplier<StoredEntry> change) {
        if (token == null) {
            return change.get();
        }
        Answered earlier = answers.get(token);
        if (earlier != null) {
            if (!earlier.request().equals(request)) {
                throw UnverifiedFaults.tokenReused(cluster);
            }
            return earlier.answer();
        }
        StoredEntry answer = change.get();
        answers.put(token, new Answered(request, answer));
        if (answers.size() > MOST) {
            answers.remove(answers.keySet().iterator().next());
        }
        return answer;
    }
}
