package io.github.accessentries.testkit.example;

import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.testkit.contract.AccessEntriesContract;

class NotifyingEntriesTest extends AccessEntriesContract {

    @Override
    protected AccessEntries decorate(AccessEntries entries) {
        return new NotifyingEntries(entries, message -> {});
    }
}
