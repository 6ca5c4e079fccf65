package io.github.accessentries.internal.following;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/** Lists that are followed together, and looked at under the lock that they share. All are added before any is followed. */
final class ListGroup {

    private final Lock lock;
    private final List<FollowedList<?>> lists = new ArrayList<>();

    ListGroup(Lock lock) {
        this.lock = lock;
    }

    void add(FollowedList<?> list) {
        lists.add(list);
    }

    /** Each list, in the order in which they were added. */
    List<FollowedList<?>> all() {
        return lists;
    }

    /** Those that matter now. */
    List<FollowedList<?>> used() {
        return lists.stream().filter(FollowedList::isUsed).toList();
    }

    /** Looks at several lists at one moment, without blocking. */
    <R> R together(Supplier<R> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }
}
