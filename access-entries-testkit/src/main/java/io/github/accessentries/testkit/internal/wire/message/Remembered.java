package io.github.accessentries.testkit.internal.wire.message;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A function that remembers its answers, for questions that most requests share. When it has too many, it forgets them
 * all and starts over. Thread-safe.
 *
 * @param <K> what is asked
 * @param <V> what is answered, immutable
 */
public final class Remembered<K, V> {

    private static final int MOST = 64;

    private final Map<K, V> answers = new ConcurrentHashMap<>();
    private final Function<K, V> function;

    /** Remembers the answers of a function. */
    public Remembered(Function<K, V> function) {
        this.function = function;
    }

    /** The answer; if the function throws, so does this, and nothing is remembered. */
    public V of(K question) {
        V known = answers.get(question);
        if (known != null) {
            return known;
        }
        if (answers.size() >= MOST) {
            answers.clear();
        }
        V answer = requireNonNull(function.apply(question));
        answers.put(question, answer);
        return answer;
    }
}
