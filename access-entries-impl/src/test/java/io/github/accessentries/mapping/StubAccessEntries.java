package io.github.accessentries.mapping;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PrincipalArn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries in memory that can be read, as far as mapping does. */
final class StubAccessEntries implements UnexpectedCalls {

    private final Map<PrincipalArn, AccessEntry> entries = new LinkedHashMap<>();
    private final List<PrincipalArn> found = new ArrayList<>();
    private Runnable afterListing = () -> {};

    static StubAccessEntries of(AccessEntry... entries) {
        StubAccessEntries stub = new StubAccessEntries();
        for (AccessEntry entry : entries) {
            stub.entries.put(entry.principal(), entry);
        }
        return stub;
    }

    /** Deletes all entries between the reading of the list and that of an entry. */
    StubAccessEntries disappearing() {
        afterListing = entries::clear;
        return this;
    }

    List<PrincipalArn> found() {
        return found;
    }

    @Override
    public List<PrincipalArn> principals() {
        List<PrincipalArn> principals = List.copyOf(entries.keySet());
        afterListing.run();
        return principals;
    }

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        found.add(principal);
        return Optional.ofNullable(entries.get(principal));
    }

    @Override
    public String cluster() {
        return "prod";
    }
}
