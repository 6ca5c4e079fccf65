package io.github.accessentries.mapping;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A cluster that is read whole: its mode and all its entries. */
public record ListedEntries(
        Supplier<List<AccessEntry>> entries, Supplier<AuthenticationMode> mode, Consumer<String> calls)
        implements UnexpectedCalls {

    @Override
    public String cluster() {
        return "prod";
    }

    @Override
    public List<AccessEntry> list() {
        calls.accept("list");
        return entries.get();
    }

    @Override
    public AuthenticationMode authenticationMode() {
        calls.accept("mode");
        return mode.get();
    }
}
