package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A withdrawal that tells when it is applied. */
record HintingWithdrawal(Withdrawal withdrawal, Runnable hint) implements Withdrawal {

    private Withdrawal with(Withdrawal next) {
        return new HintingWithdrawal(next, hint);
    }

    private record HintingPlace(PlaceChoice choice, Runnable hint) implements PlaceChoice {

        @Override
        public Withdrawal from(AccessScope scope) {
            return new HintingWithdrawal(choice.from(scope), hint);
        }
    }

    @Override
    public PlaceChoice policy(AccessPolicy policy) {
        return new HintingPlace(withdrawal.policy(policy), hint);
    }

    @Override
    public PlaceChoice policy(CustomPolicy policy) {
        return new HintingPlace(withdrawal.policy(policy), hint);
    }

    @Override
    public Withdrawal groups(String... groups) {
        return with(withdrawal.groups(groups));
    }

    @Override
    public Withdrawal groups(Collection<String> groups) {
        return with(withdrawal.groups(groups));
    }

    @Override
    public Withdrawal tags(String... keys) {
        return with(withdrawal.tags(keys));
    }

    @Override
    public List<Change> changes() {
        return withdrawal.changes();
    }

    @Override
    public Optional<AccessEntry> apply(SignOff signOff) {
        try {
            return withdrawal.apply(signOff);
        } finally {
            hint.run();
        }
    }

    @Override
    public String toString() {
        return withdrawal.toString();
    }
}
