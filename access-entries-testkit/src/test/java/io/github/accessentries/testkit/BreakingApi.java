package io.github.accessentries.testkit;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.kubernetes.WatchableKubernetesApi;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A Kubernetes API whose watches break now and then, each time in another way. */
final class BreakingApi implements WatchableKubernetesApi {

    private static final String EXPIRED =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}";

    private final WatchableKubernetesApi api;
    private final RandomGenerator random;
    private volatile boolean breaks;

    BreakingApi(WatchableKubernetesApi api, RandomGenerator random) {
        this.api = api;
        this.random = random;
    }

    /** Says whether watches and readings break from now on; they do not at first. */
    void breaks(boolean now) {
        breaks = now;
    }

    private synchronized int luck() {
        return breaks ? random.nextInt(12) : -1;
    }

    private static UnavailableException broken() {
        return new UnavailableException(
                "the connection broke", ErrorContext.builder().build(), null);
    }

    @Override
    public Optional<String> get(String path) {
        if (luck() == 0) {
            throw broken();
        }
        return api.get(path);
    }

    @Override
    public Watch watch(String path) {
        Watch watch = api.watch(path);
        return new Watch() {
            @Override
            public void open() {
                if (luck() == 0) {
                    throw broken();
                }
                watch.open();
            }

            /** What is broken comes after the event that was waited for, which is lost. */
            @Override
            public Optional<String> next() {
                Optional<String> line = watch.next();
                return switch (luck()) {
                    case 0 -> throw broken();
                    case 1 -> Optional.empty();
                    case 2 -> Optional.of(EXPIRED);
                    case 3 -> Optional.of(line.orElse("{").substring(1));
                    default -> line;
                };
            }

            @Override
            public void close() {
                watch.close();
            }
        };
    }
}
