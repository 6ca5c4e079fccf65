package io.github.accessentries.internal.following;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads all lists of a cluster again and again while it lets nobody watch one of them. Thread-safe. */
final class ListPolling {

    private final FollowedApi api;
    private final WatchRight right;
    private final ListGroup lists;
    /** Held by whoever reads all lists, one after the other. */
    private final ReentrantLock polls = new ReentrantLock();

    ListPolling(FollowedApi api, WatchRight right, ListGroup lists) {
        this.api = api;
        this.right = right;
        this.lists = lists;
    }

    /** Reads them at once, and then again and again. */
    void start() {
        api.onThread(this::poll);
    }

    /** Goes on where watches have ended, with a reading at once only if one is missing. */
    void goOn() {
        lists.all().forEach(FollowedList::release);
        lists.all().forEach(FollowedList::recovered);
        if (lists.used().stream().allMatch(FollowedList::isRead)) {
            later();
        } else {
            start();
        }
    }

    private void later() {
        Duration interval = api.options().interval();
        api.later(interval, this::start);
    }

    private void poll() {
        if (right.isTriedAgain()) {
            lists.all().forEach(FollowedList::begin);
            return;
        }
        readAll();
        later();
    }

    /** Reads all lists, and takes over together those that could be read; gives the first failure. */
    @Nullable
    RuntimeException readAll() {
        RuntimeException failure = null;
        List<BooleanSupplier> readings = new ArrayList<>();
        boolean changed = false;
        polls.lock();
        try {
            for (FollowedList<?> list : lists.used()) {
                try {
                    readings.add(reading(list));
                } catch (RuntimeException e) {
                    list.failed(e);
                    failure = failure == null ? e : failure;
                }
            }
            changed = lists.together(() ->
                    readings.stream().filter(BooleanSupplier::getAsBoolean).count() > 0);
        } finally {
            polls.unlock();
        }
        if (changed) {
            api.listener().changed();
        }
        return failure;
    }

    private static <T> BooleanSupplier reading(FollowedList<T> list) {
        KnownObjects.Read<T> read = list.read();
        return () -> list.polled(read);
    }
}
