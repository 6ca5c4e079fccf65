package io.github.accessentries.testkit;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.rbac.LiveAccess;
import io.github.accessentries.testkit.contract.AccessEntriesContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** What the library and the testkit put around entries. */
class DecoratedEntriesTest {

    @Nested
    class OfAFake extends AccessEntriesContract {
        @Override
        protected AccessEntries decorate(AccessEntries entries) {
            return WatchedEntries.of(entries, new Unfinished());
        }
    }

    @Nested
    class Live extends AccessEntriesContract {
        private final List<LiveAccess> opened = new ArrayList<>();

        @Override
        protected AccessEntries decorate(AccessEntries entries) {
            LiveAccess live = LiveAccess.start(entries);
            opened.add(live);
            return live.entries();
        }

        @AfterEach
        void stop() {
            opened.forEach(LiveAccess::close);
        }
    }
}
