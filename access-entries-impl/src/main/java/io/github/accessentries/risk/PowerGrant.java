package io.github.accessentries.risk;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.name.NamePattern;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One grant as somebody could take it away: a binding with all of its subjects, or a policy of an entry. Equal only to itself. Gets
 * its rights from the first that is found to hold it, since all who do have the same.
 */
final class PowerGrant {

    /** What tells grants apart. */
    sealed interface Key {}

    record BindingKey(@Nullable String namespace, String name) implements Key {}

    record PolicyKey(PrincipalArn principal, AccessPolicy policy, AccessScope scope) implements Key {}

    /** Membership in system:masters. */
    record MastersKey() implements Key {}

    /** What nobody has been granted yet. */
    record UngrantedKey(String name) implements Key {}

    private final Key key;
    private final String inWords;
    private final Set<PowerRight> rights = new LinkedHashSet<>();
    private PowerTarget.@Nullable BoundRole boundRole;
    private boolean helps;
    private boolean begins;
    private boolean escalates;

    PowerGrant(Key key, String inWords) {
        this.key = key;
        this.inWords = inWords;
    }

    static PowerGrant of(Key key, Reason reason) {
        GrantedByBinding binding = binding(reason);
        if (binding == null) {
            return new PowerGrant(key, inWords(reason));
        }
        return ofBinding(binding.bindingNamespace(), binding.binding(), binding.roleKind(), binding.role());
    }

    static PowerGrant ofBinding(@Nullable String namespace, String name, String roleKind, String role) {
        String kind = namespace == null ? "ClusterRoleBinding" : "RoleBinding";
        PowerGrant grant = new PowerGrant(
                new BindingKey(namespace, name),
                kind + " " + PlainText.quoted(namespace == null ? name : namespace + "/" + name) + " of "
                        + PlainText.name(roleKind) + " " + PlainText.quoted(role));
        Where where = namespace == null ? Where.cluster() : Where.namespace(NamePattern.ofName(namespace));
        grant.boundRole = new PowerTarget.BoundRole(roleKind, role, where);
        return grant;
    }

    static PowerGrant ofRole(PowerTarget.BoundRole role) {
        PowerGrant grant = new PowerGrant(new UngrantedKey(role.toString()), role.toString());
        grant.boundRole = role;
        return grant;
    }

    static Key key(Reason reason) {
        GrantedByBinding binding = binding(reason);
        if (binding != null) {
            return new BindingKey(binding.bindingNamespace(), binding.binding());
        }
        return reason instanceof GrantedByPolicy policy
                ? new PolicyKey(policy.principal(), policy.policy(), policy.scope())
                : new MastersKey();
    }

    static @Nullable GrantedByBinding binding(Reason reason) {
        if (reason instanceof GrantedByBinding binding) {
            return binding;
        }
        return reason instanceof GrantedByCustomPolicy custom ? custom.binding() : null;
    }

    private static String inWords(Reason reason) {
        return reason instanceof GrantedByPolicy policy
                ? reason.summary() + " of " + policy.principal()
                : reason.summary();
    }

    void add(PowerRight right) {
        rights.add(right);
        helps |= CombinedSteps.canHelp(right);
        begins |= CombinedSteps.canBegin(right);
        escalates |= right.is(RiskKind.ESCALATE);
    }

    /** Whether it has a part of a step that takes several rights. */
    boolean helps() {
        return helps;
    }

    /** Whether it has such a part that is of use only there. */
    boolean begins() {
        return begins;
    }

    boolean escalates() {
        return escalates;
    }

    boolean isOfMasters() {
        return key instanceof MastersKey;
    }

    List<PowerRight> rights() {
        return List.copyOf(rights);
    }

    /** The role of a binding, where it is bound. */
    PowerTarget.@Nullable BoundRole boundRole() {
        return boundRole;
    }

    boolean canBeTakenAway() {
        return key instanceof BindingKey || key instanceof PolicyKey;
    }

    @Override
    public String toString() {
        return inWords;
    }
}
