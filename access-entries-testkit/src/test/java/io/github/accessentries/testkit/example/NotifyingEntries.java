package io.github.accessentries.testkit.example;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.KubernetesVersion;
import io.github.accessentries.manage.AccessEntries;
import io.github.accessentries.manage.ExpiryReport;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.TemporaryAccessList;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.plan.AccessPlan;
import io.github.accessentries.plan.AccessProbe;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.ApplyReport;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.ModeChange;
import io.github.accessentries.plan.SignOff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells somebody of each revocation. What it does not change, it passes on, default methods with a default of their own too. */
record NotifyingEntries(AccessEntries entries, Consumer<String> listener) implements AccessEntries {

    @Override
    public String cluster() {
        return entries.cluster();
    }

    @Override
    public Grant grant(PrincipalArn principal) {
        return entries.grant(principal);
    }

    @Override
    public Grant declare(PrincipalArn principal) {
        return entries.declare(principal);
    }

    @Override
    public Withdrawal withdraw(PrincipalArn principal) {
        return entries.withdraw(principal);
    }

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        return entries.find(principal);
    }

    @Override
    public AccessEntry get(PrincipalArn principal) {
        return entries.get(principal);
    }

    @Override
    public List<PrincipalArn> principals() {
        return entries.principals();
    }

    @Override
    public List<AccessEntry> list() {
        return entries.list();
    }

    @Override
    public boolean revoke(PrincipalArn principal, SignOff signOff) {
        boolean revoked = entries.revoke(principal, signOff);
        if (revoked) {
            listener.accept(principal + " has no entry in " + cluster() + " any more");
        }
        return revoked;
    }

    @Override
    public TemporaryAccessList temporaryAccess() {
        return entries.temporaryAccess();
    }

    @Override
    public ExpiryReport expire(SignOff signOff) {
        return entries.expire(signOff);
    }

    @Override
    public List<AccessPolicy> policies() {
        return entries.policies();
    }

    @Override
    public AuthenticationMode authenticationMode() {
        return entries.authenticationMode();
    }

    @Override
    public Optional<KubernetesVersion> kubernetesVersion() {
        return entries.kubernetesVersion();
    }

    @Override
    public ApplyReport reconcile() {
        return entries.reconcile();
    }

    @Override
    public AccessPlan plan(DesiredAccess desired) {
        return entries.plan(desired);
    }

    @Override
    public ApplyReport apply(AccessPlan plan, ApplyOptions options) {
        return entries.apply(plan, options);
    }

    @Override
    public KubernetesUser awaitEffective(
            PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress) {
        return entries.awaitEffective(principal, probe, limit, progress);
    }

    @Override
    public ModeChange enableAccessEntries(SignOff signOff, Consumer<String> progress) {
        return entries.enableAccessEntries(signOff, progress);
    }

    @Override
    public ModeChange requireAccessEntries(SignOff signOff, Consumer<String> progress) {
        return entries.requireAccessEntries(signOff, progress);
    }
}
