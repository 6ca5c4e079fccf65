package io.github.accessentries.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands in files, read again when they change. What cannot be used, such as a new certificate whose key is not yet there, leaves
 * the last in place and is tried again at the next use. Thread-safe.
 */
final class ReadAgain<T> implements Supplier<T> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAgain.class);

    private record State(
            Path file,
            @Nullable Object modified,
            long size,
            @Nullable Object key) {

        static State of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new State(file, found.lastModifiedTime(), found.size(), found.fileKey());
            } catch (IOException e) {
                return new State(file, null, -1, null);
            }
        }
    }

    private record Reading<T>(List<State> states, T value) {}

    private final List<Path> files;
    private final Supplier<T> reading;
    /** No monitor, which would pin a virtual thread of some JDKs while it reads. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile Reading<T> last;
    private @Nullable List<State> told;

    /** Reads for the first time, and lets failures through. */
    ReadAgain(List<Path> files, Supplier<T> reading) {
        this.files = List.copyOf(files);
        this.reading = reading;
        List<State> states = states(); // before the reading, so that no change is missed
        this.last = new Reading<>(states, reading.get());
    }

    private List<State> states() {
        List<State> states = new ArrayList<>();
        files.forEach(file -> states.add(State.of(file)));
        return states;
    }

    @Override
    public T get() {
        List<State> now = states();
        Reading<T> known = last;
        return now.equals(known.states()) ? known.value() : readAgain(now);
    }

    private T readAgain(List<State> now) {
        turn.lock();
        try {
            last = new Reading<>(now, reading.get());
            LOG.info("Read {} again, since they changed", files);
        } catch (RuntimeException e) {
            if (!now.equals(told)) {
                told = now;
                LOG.warn("{} changed and cannot be used: {}. What was read before stays in use", files, e.getMessage());
            }
        } finally {
            turn.unlock();
        }
        return last.value();
    }
}
