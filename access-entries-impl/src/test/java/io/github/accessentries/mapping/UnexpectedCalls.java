package io.github.accessentries.mapping;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
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

/** Entries of which a test implements only what it expects to be called. */
interface UnexpectedCalls extends AccessEntries {

    @Override
    default String cluster() {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default Grant grant(PrincipalArn principal) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default Grant declare(PrincipalArn principal) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default Withdrawal withdraw(PrincipalArn principal) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default Optional<AccessEntry> find(PrincipalArn principal) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default AccessEntry get(PrincipalArn principal) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default List<PrincipalArn> principals() {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default List<AccessEntry> list() {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default boolean revoke(PrincipalArn principal, SignOff signOff) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default TemporaryAccessList temporaryAccess() {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default ExpiryReport expire(SignOff signOff) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default List<AccessPolicy> policies() {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default AuthenticationMode authenticationMode() {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default AccessPlan plan(DesiredAccess desired) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default ApplyReport reconcile() {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default ApplyReport apply(AccessPlan plan, ApplyOptions options) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default KubernetesUser awaitEffective(
            PrincipalArn principal, AccessProbe probe, Duration limit, Consumer<String> progress) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default ModeChange enableAccessEntries(SignOff signOff, Consumer<String> progress) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }

    @Override
    default ModeChange requireAccessEntries(SignOff signOff, Consumer<String> progress) {
        throw new UnsupportedOperationException("the test does not expect this call");
    }
}
