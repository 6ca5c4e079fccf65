package io.github.accessentries.mapping;

import io.github.accessentries.AccessEntries;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.Grant;
import io.github.accessentries.PrincipalArn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries in memory that can be read, as far as mapping does. */
final class StubAccessEntries implements AccessEntries {

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

    @Override
    public Grant grant(PrincipalArn principal) {
        throw new UnsupportedOperationException("mapping only reads");
    }

    @Override
    public Grant declare(PrincipalArn principal) {
        throw new UnsupportedOperationException("mapping only reads");
    }

    @Override
    public AccessEntry get(PrincipalArn principal) {
        throw new UnsupportedOperationException("mapping expects that entries may be missing");
    }

    @Override
    public List<AccessEntry> list() {
        throw new UnsupportedOperationException("mapping reads one entry, not all");
    }

    @Override
    public boolean revoke(PrincipalArn principal) {
        throw new UnsupportedOperationException("mapping only reads");
    }

    @Override
    public List<AccessPolicy> policies() {
        throw new UnsupportedOperationException("mapping has no use for policies");
    }

    @Override
    public AuthenticationMode authenticationMode() {
        throw new UnsupportedOperationException("mapping has no use for the mode");
    }
}
