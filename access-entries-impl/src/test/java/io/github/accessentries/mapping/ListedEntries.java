package io.github.accessentries.mapping;

import io.github.accessentries.AccessEntries;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.Grant;
import io.github.accessentries.PrincipalArn;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A cluster that is read whole: its mode and all its entries. */
public record ListedEntries(
        Supplier<List<AccessEntry>> entries, Supplier<AuthenticationMode> mode, Consumer<String> calls)
        implements AccessEntries {

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

    @Override
    public Grant grant(PrincipalArn principal) {
        throw new UnsupportedOperationException("reading only");
    }

    @Override
    public Grant declare(PrincipalArn principal) {
        throw new UnsupportedOperationException("reading only");
    }

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        throw new UnsupportedOperationException("read whole");
    }

    @Override
    public AccessEntry get(PrincipalArn principal) {
        throw new UnsupportedOperationException("read whole");
    }

    @Override
    public List<PrincipalArn> principals() {
        throw new UnsupportedOperationException("read whole");
    }

    @Override
    public boolean revoke(PrincipalArn principal) {
        throw new UnsupportedOperationException("reading only");
    }

    @Override
    public List<AccessPolicy> policies() {
        throw new UnsupportedOperationException("mapping has no use for policies");
    }
}
