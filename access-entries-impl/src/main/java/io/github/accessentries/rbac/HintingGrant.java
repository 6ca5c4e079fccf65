package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.plan.Change;
import io.github.accessentries.plan.SignOff;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** A grant that tells when it is applied. */
record HintingGrant(Grant grant, Runnable hint) implements Grant {

    private Grant with(Grant next) {
        return new HintingGrant(next, hint);
    }

    private record HintingScope(ScopeChoice choice, Runnable hint) implements ScopeChoice {

        @Override
        public Grant in(AccessScope scope) {
            return new HintingGrant(choice.in(scope), hint);
        }

        @Override
        public Grant onlyIn(AccessScope scope) {
            return new HintingGrant(choice.onlyIn(scope), hint);
        }
    }

    @Override
    public ScopeChoice allow(AccessPolicy policy) {
        return new HintingScope(grant.allow(policy), hint);
    }

    @Override
    public ScopeChoice allow(CustomPolicy policy) {
        return new HintingScope(grant.allow(policy), hint);
    }

    @Override
    public Grant groups(String... groups) {
        return with(grant.groups(groups));
    }

    @Override
    public Grant groups(Collection<String> groups) {
        return with(grant.groups(groups));
    }

    @Override
    public Grant username(String template) {
        return with(grant.username(template));
    }

    @Override
    public Grant tag(String key, String value) {
        return with(grant.tag(key, value));
    }

    @Override
    public Grant type(EntryType type) {
        return with(grant.type(type));
    }

    @Override
    public Grant until(Instant end) {
        return with(grant.until(end));
    }

    @Override
    public Grant forDuration(Duration duration) {
        return with(grant.forDuration(duration));
    }

    @Override
    public Grant shortening() {
        return with(grant.shortening());
    }

    @Override
    public Grant reason(String text) {
        return with(grant.reason(text));
    }

    @Override
    public Grant requestedBy(String who) {
        return with(grant.requestedBy(who));
    }

    @Override
    public List<Change> changes() {
        return grant.changes();
    }

    @Override
    public AccessEntry apply(SignOff signOff) {
        try {
            return grant.apply(signOff);
        } finally {
            hint.run();
        }
    }

    @Override
    public String toString() {
        return grant.toString();
    }
}
