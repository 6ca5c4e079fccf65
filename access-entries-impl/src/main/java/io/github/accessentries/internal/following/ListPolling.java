package io.github.accessentries.internal.following;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
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

    private final AtomicReference<@Nullable CompletableFuture<Void>> asked = new AtomicReference<>();

    ListPolling(FollowedApi api, WatchRight right, ListGroup lists) {
        this.api = api;
        this.right = right;
        this.lists = lists;
    }

    /** Reads them at once, and then again and again. */
    void start() {
        if (!api.onThread(this::poll)) {
            later();
        }
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
        boolean isOver = false;
        try {
            isOver = right.isTriedAgain();
            if (isOver) {
                lists.all().forEach(FollowedList::begin);
            } else {
                read(() -> {});
            }
        } finally {
            if (!isOver) {
                later();
            }
        }
    }

    /** Has them all read from now on, on another thread; of many who ask before that begins, all get the same reading. */
    CompletableFuture<Void> ask() {
        CompletableFuture<Void> request = new CompletableFuture<>();
        CompletableFuture<Void> before = asked.compareAndExchange(null, request);
        if (before != null) {
            return before;
        }
        if (!api.onThread(() -> answer(request))) {
            asked.set(null);
            request.completeExceptionally(api.unavailable("could not be read: there is no thread for it now", null));
        }
        return request;
    }

    private void answer(CompletableFuture<Void> request) {
        RuntimeException failure = read(() -> asked.set(null));
        if (failure == null) {
            request.complete(null);
        } else {
            request.completeExceptionally(failure);
        }
    }

    /** Reads all lists in its turn; gives the first failure. */
    private @Nullable RuntimeException read(Runnable atBeginning) {
        polls.lock();
        try {
            atBeginning.run();
            return readAll();
        } catch (RuntimeException | Error e) {
            RuntimeException failure = api.failure(e);
            lists.used().forEach(list -> list.failed(failure));
            return failure;
        } finally {
            polls.unlock();
        }
    }

    /** Takes over together those that could be read; gives the first failure. */
    private @Nullable RuntimeException readAll() {
        RuntimeException failure = null;
        List<BooleanSupplier> readings = new ArrayList<>();
        for (FollowedList<?> list : lists.used()) {
            try {
                readings.add(reading(list));
            } catch (RuntimeException | Error e) {
                RuntimeException failed = api.failure(e);
                list.failed(failed);
                failure = failure == null ? failed : failure;
            }
        }
        boolean changed = lists.together(
                () -> readings.stream().filter(BooleanSupplier::getAsBoolean).count() > 0);
        if (changed) {
            api.changed();
        }
        return failure;
    }

    private static <T> BooleanSupplier reading(FollowedList<T> list) {
        KnownObjects.Read<T> read = list.read();
        return () -> list.polled(read);
    }
}
