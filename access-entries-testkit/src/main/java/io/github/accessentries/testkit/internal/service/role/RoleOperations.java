package io.github.accessentries.testkit.internal.service.role;

import io.github.accessentries.testkit.internal.service.iam.Caller;
import io.github.accessentries.testkit.internal.service.iam.Iam;
import io.github.accessentries.testkit.internal.service.iam.IamArn;
import io.github.accessentries.testkit.internal.service.iam.StoredPrincipal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** IAM's operations on roles and users, each in the account of whoever calls. Thread-safe. */
public final class RoleOperations {

    private final Iam iam;
    /** By unique id: a role that is made again under the same name has nothing of the former one. */
    private final Map<String, RoleDetails> details = new ConcurrentHashMap<>();

    /** Makes the operations of an IAM. */
    public RoleOperations(Iam iam) {
        this.iam = iam;
    }

    /** What a role has; that of one that a test registered and nobody changed is the same for all. */
    public RoleDetails detailsOf(StoredPrincipal role) {
        return details.getOrDefault(role.id(), RoleDetails.REGISTERED);
    }

    /** Changes what a role has. */
    public RoleDetails change(StoredPrincipal role, UnaryOperator<RoleDetails> change) {
        return details.compute(role.id(), (id, known) -> change.apply(known == null ? RoleDetails.REGISTERED : known));
    }

    /**
     * CreateRole.
     *
     * @param caller who asks
     * @param path the role's path, which begins and ends with a slash
     * @param name its name
     * @param what what else it has
     * @return the role
     */
    public Role create(Caller caller, String path, String name, RoleDetails what) {
        IamArn own = caller.principal().arn();
        IamArn arn = IamArn.parse("arn:" + own.partition() + ":iam::" + own.account() + ":role" + path + name)
                .orElseThrow(() -> IamFaults.invalid(
                        "The specified value for path or roleName is invalid: use letters, digits and any of _+=,.@-, up"
                                + " to 64, and a path that begins and ends with a slash"));
        StoredPrincipal role = iam.create(arn).orElseThrow(() -> IamFaults.roleExists(name));
        details.put(role.id(), what);
        return new Role(role, what);
    }

    /** GetRole. */
    public Role get(Caller caller, String name) {
        StoredPrincipal role = find(caller, IamArn.Kind.ROLE, name).orElseThrow(() -> IamFaults.roleNotFound(name));
        return new Role(role, detailsOf(role));
    }

    /** All roles of the caller's account below a path, by their names. */
    public List<Role> list(Caller caller, String pathPrefix) {
        IamArn own = caller.principal().arn();
        return iam.roles(own.partition(), own.account()).stream()
                .filter(role -> role.arn().path().startsWith(pathPrefix))
                .sorted(Comparator.comparing(role -> role.arn().name()))
                .map(role -> new Role(role, detailsOf(role)))
                .toList();
    }

    /** DeleteRole. */
    public void delete(Caller caller, String name) {
        Role role = get(caller, name);
        if (!role.details().policies().isEmpty()) {
            throw IamFaults.policiesAttached();
        }
        if (!iam.delete(role.principal().arn())) {
            throw IamFaults.roleNotFound(name);
        }
        details.remove(role.principal().id());
    }

    /** Changes one that exists. */
    public Role change(Caller caller, String name, UnaryOperator<RoleDetails> change) {
        StoredPrincipal role = get(caller, name).principal();
        return new Role(role, change(role, change));
    }

    /** AttachRolePolicy; attaching it again changes nothing. */
    public void attach(Caller caller, String name, String policyArn) {
        change(caller, name, known -> {
            Map<String, String> policies = new HashMap<>(known.policies());
            policies.put(policyArn, policyArn.substring(policyArn.lastIndexOf('/') + 1));
            return known.withPolicies(policies);
        });
    }

    /** DetachRolePolicy. */
    public void detach(Caller caller, String name, String policyArn) {
        change(caller, name, known -> {
            Map<String, String> policies = new HashMap<>(known.policies());
            if (policies.remove(policyArn) == null) {
                throw IamFaults.policyNotAttached(policyArn);
            }
            return known.withPolicies(policies);
        });
    }

    /** GetUser; without a name it is the caller. */
    public StoredPrincipal user(Caller caller, Optional<String> name) {
        if (name.isPresent()) {
            return find(caller, IamArn.Kind.USER, name.get()).orElseThrow(() -> IamFaults.userNotFound(name.get()));
        }
        if (caller.principal().arn().kind() != IamArn.Kind.USER) {
            throw IamFaults.userNameMissing();
        }
        return caller.principal();
    }

    private Optional<StoredPrincipal> find(Caller caller, IamArn.Kind kind, String name) {
        IamArn own = caller.principal().arn();
        return iam.named(new IamArn(own.partition(), own.account(), kind, "/", name));
    }

    /** Forgets all. */
    public void clear() {
        details.clear();
    }
}
