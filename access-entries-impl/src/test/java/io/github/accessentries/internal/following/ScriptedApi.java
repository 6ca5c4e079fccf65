package io.github.accessentries.internal.following;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.kubernetes.WatchableKubernetesApi;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A cluster whose lists and watches say what a test has written down; watches that are not written down cannot be opened. */
public final class ScriptedApi implements WatchableKubernetesApi {

    private final Map<String, Supplier<String>> lists = new HashMap<>();
    private final Map<String, Deque<List<Supplier<Optional<String>>>>> watches = new HashMap<>();
    private final List<String> read = new ArrayList<>();
    private final List<String> watched = new ArrayList<>();
    private int unmade;

    /** What a list says from now on. */
    public ScriptedApi list(String path, Supplier<String> answer) {
        lists.put(path, answer);
        return this;
    }

    /** The next watch of a list: each step gives a line, the end, or throws; the first is asked when it is opened. */
    public ScriptedApi watch(String path, List<Supplier<Optional<String>>> steps) {
        watches.computeIfAbsent(path, each -> new ArrayDeque<>()).add(steps);
        return this;
    }

    /** The next watches cannot even be made. */
    void refuseToMakeWatches(int times) {
        unmade = times;
    }

    /** The lists that were read, in order. */
    public List<String> read() {
        return read;
    }

    /** The watches that were opened, in order, with their queries. */
    public List<String> watched() {
        return watched;
    }

    static Supplier<Optional<String>> line(String line) {
        return () -> Optional.of(line);
    }

    /** Which is also what opens a watch. */
    static Supplier<Optional<String>> end() {
        return Optional::empty;
    }

    static Supplier<Optional<String>> status(int code) {
        return () -> {
            throw new AccessEntriesException(
                    "status " + code, ErrorContext.builder().statusCode(code).build(), null);
        };
    }

    static Supplier<Optional<String>> broken() {
        return () -> {
            throw new UnavailableException(
                    "the connection broke", ErrorContext.builder().build(), null);
        };
    }

    @Override
    public Optional<String> get(String path) {
        String list = path.replaceFirst("[?&]limit=.*", "");
        read.add(list);
        return Optional.ofNullable(lists.get(list)).map(Supplier::get);
    }

    @Override
    public Watch watch(String path) {
        watched.add(path);
        if (unmade > 0) {
            unmade--;
            throw new IllegalStateException("no watch is made");
        }
        String list = path.replaceFirst("[?&]watch=.*", "");
        Deque<List<Supplier<Optional<String>>>> next = watches.getOrDefault(list, new ArrayDeque<>());
        Deque<Supplier<Optional<String>>> steps =
                new ArrayDeque<>(next.isEmpty() ? List.of(status(503)) : next.remove());
        return new Watch() {
            private boolean closed;

            @Override
            public void open() {
                if (steps.remove().get().isPresent()) {
                    throw new IllegalStateException("The first step of a watch opens it, and gives no line");
                }
            }

            @Override
            public Optional<String> next() {
                Optional<String> line =
                        steps.isEmpty() ? Optional.empty() : steps.remove().get();
                if (closed) {
                    throw new UnavailableException(
                            "the watch was closed", ErrorContext.builder().build(), null);
                }
                return line;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
