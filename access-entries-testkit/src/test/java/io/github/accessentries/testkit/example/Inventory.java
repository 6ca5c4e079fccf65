package io.github.accessentries.testkit.example;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.PrincipalDirectory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The principals of one account that somebody has written down, with the time of their creation. */
record Inventory(String account, Map<PrincipalArn, Instant> principals) implements PrincipalDirectory {

    @Override
    public boolean covers(String accountId) {
        return requireNonNull(accountId, "accountId").equals(account);
    }

    @Override
    public Optional<KnownPrincipal> find(PrincipalArn principal) {
        requireNonNull(principal, "principal");
        return principals.entrySet().stream()
                .filter(known -> known.getKey().canonical().equals(principal.canonical()))
                .map(known -> KnownPrincipal.of(known.getKey(), known.getValue()))
                .findFirst();
    }
}
