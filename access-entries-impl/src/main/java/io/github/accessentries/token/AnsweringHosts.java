package io.github.accessentries.token;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Which hosts of STS answer: those that have answered, until {@value #SILENCE} calls in a row bring no answer. There are as many as STS has
 * endpoints, since nothing else answers. Thread-safe.
 */
final class AnsweringHosts {

    /** A single call that fails says little of a host, and a whole region that is out of reach soon fails this often. */
    static final int SILENCE = 5;

    private final ConcurrentMap<String, Integer> failuresInARow = new ConcurrentHashMap<>();

    boolean isNone() {
        return failuresInARow.values().stream().noneMatch(failures -> failures < SILENCE);
    }

    boolean contains(String host) {
        return failuresInARow.getOrDefault(host, SILENCE) < SILENCE;
    }

    /**
     * A host answered, whatever it answered.
     *
     * @return whether it was not among those that do
     */
    boolean answered(String host) {
        Integer failures = failuresInARow.put(host, 0);
        return failures == null || failures >= SILENCE;
    }

    void failed(String host) {
        failuresInARow.computeIfPresent(host, (key, failures) -> Math.min(SILENCE, failures + 1));
    }
}
