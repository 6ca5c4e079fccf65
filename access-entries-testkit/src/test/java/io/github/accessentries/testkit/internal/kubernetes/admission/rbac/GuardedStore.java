package io.github.accessentries.testkit.internal.kubernetes.admission.rbac;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.Authorizer;
import io.github.accessentries.rbac.ClusterAccess;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change;
import io.github.accessentries.testkit.internal.kubernetes.admission.Change.Operation;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.kind.BuiltInTypes;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.rbac.ClusterRbac;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The RBAC objects of a cluster, changed through the step before the store, by anybody who asks. */
final class GuardedStore {

    final ObjectStore store = new ObjectStore();
    final ClusterRbac rbac = new ClusterRbac(store, new ObjectBirth(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));
    final Authorizer byRbac = (user, request) ->
            ClusterAccess.builder().rbac(rbac.objects()).build().authorizer().decide(user, request);
    private final RbacAdmission admission;

    GuardedStore() {
        this.admission = new RbacAdmission(new EscalationGuard(rbac::objects, new Permissions(byRbac)));
    }

    GuardedStore(Authorizer others) {
        this.admission = new RbacAdmission(new EscalationGuard(rbac::objects, new Permissions((user, request) -> {
            var decision = byRbac.decide(user, request);
            return decision.allowed() ? decision : others.decide(user, request);
        })));
    }

    static KubernetesUser user(String name, String... groups) {
        return KubernetesUser.builder().username(name).addGroups(groups).build();
    }

    static ResourceType type(String kind) {
        return BuiltInTypes.get().ofKind("rbac.authorization.k8s.io/v1", kind).orElseThrow();
    }

    /** Creates or replaces an object, as JSON without its apiVersion, whose kind is before a blank. */
    KubeObject put(KubernetesUser user, String kind, String json) {
        JsonObject parsed = JsonParser.parseString(json).getAsJsonObject();
        parsed.addProperty("kind", kind);
        parsed.addProperty("apiVersion", "rbac.authorization.k8s.io/v1");
        return put(user, KubeObject.of(parsed));
    }

    KubeObject put(KubernetesUser user, KubeObject object) {
        ResourceType type = type(object.kind());
        return store.write(type.groupResource(), new ObjectKey(object.namespace(), object.name()), before -> {
                    Change change = new Change(
                            before.isPresent() ? Operation.UPDATE : Operation.CREATE, type, "", before, object, user);
                    return Optional.of(admission.admit(change));
                })
                .orElseThrow();
    }

    void delete(KubernetesUser user, String kind, ObjectKey key) {
        ResourceType type = type(kind);
        store.write(type.groupResource(), key, before -> {
            before.ifPresent(there -> admission.admit(new Change(Operation.DELETE, type, "", before, there, user)));
            return Optional.empty();
        });
    }

    /** The refusal, empty if there is none. */
    String refusal(KubernetesUser user, String kind, String json) {
        try {
            put(user, kind, json);
            return "";
        } catch (ApiFault fault) {
            return fault.code() + " " + fault.message();
        }
    }
}
