package io.github.accessentries.testkit.internal.kubernetes.lifecycle;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Empties a namespace that is to go, and lets it go when it is empty. Puts into every other namespace what is always there,
 * at once and again when somebody deletes it.
 */
record NamespaceController(ObjectStore store, Removals removals, NamespaceContents contents)
        implements ObjectStore.Listener {

    static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    private static final String FINALIZERS = "finalizers";

    @Override
    public void written(
            GroupResource resource, ObjectKey key, Optional<KubeObject> before, Optional<KubeObject> after) {
        if (resource.equals(NAMESPACES)) {
            after.ifPresent(namespace -> namespaceWritten(namespace, before.isEmpty()));
        } else if (after.isEmpty() && !key.namespace().isEmpty()) {
            contentGone(resource, key);
        }
    }

    private void namespaceWritten(KubeObject namespace, boolean isNew) {
        if (namespace.isTerminating()) {
            if (holdsContent(namespace)) {
                empty(namespace.name());
            }
        } else if (isNew) {
            contents.fill(namespace.name());
        }
    }

    private void contentGone(GroupResource resource, ObjectKey key) {
        store.get(NAMESPACES, new ObjectKey("", key.namespace())).ifPresent(namespace -> {
            if (!namespace.isTerminating()) {
                contents.restore(resource, key);
            } else if (holdsContent(namespace)) {
                finish(key.namespace());
            }
        });
    }

    private void empty(String namespace) {
        for (GroupResource resource : store.resources()) {
            if (!resource.equals(NAMESPACES)) {
                for (KubeObject object : store.list(resource, namespace)) {
                    removals.remove(resource, object.key(), Propagation.BACKGROUND, false, UnaryOperator.identity());
                }
            }
        }
        finish(namespace);
    }

    private void finish(String namespace) {
        List<String> left = new ArrayList<>();
        for (GroupResource resource : store.resources()) {
            int count = store.list(resource, namespace).size();
            if (count > 0 && !resource.equals(NAMESPACES)) {
                left.add(resource + " has " + count + " resource instances");
            }
        }
        store.write(
                NAMESPACES,
                new ObjectKey("", namespace),
                before -> before.filter(KubeObject::isTerminating)
                        .map(object -> left.isEmpty() ? finalized(object) : waiting(object, String.join(", ", left)))
                        .map(object -> Removals.isDone(NAMESPACES, object)
                                ? Optional.<KubeObject>empty()
                                : before.filter(old -> old.json().equals(object.json()))
                                        .or(() -> Optional.of(object)))
                        .orElse(before));
    }

    private static KubeObject finalized(KubeObject namespace) {
        return namespace.withMember("spec", new JsonObject());
    }

    private static KubeObject waiting(KubeObject namespace, String what) {
        JsonObject condition = new JsonObject();
        condition.addProperty("type", "NamespaceContentRemaining");
        condition.addProperty("status", "True");
        condition.addProperty("reason", "SomeResourcesRemain");
        condition.addProperty("message", "Some resources are remaining: " + what);
        JsonArray conditions = new JsonArray();
        conditions.add(condition);
        JsonObject status = new JsonObject();
        status.addProperty("phase", "Terminating");
        status.add("conditions", conditions);
        return namespace.withMember("status", status);
    }

    /** Whether a namespace still waits for its contents, or for whoever else has put a finalizer into its spec. */
    static boolean holdsContent(KubeObject namespace) {
        return namespace
                .object("spec")
                .filter(spec -> spec.get(FINALIZERS) instanceof JsonArray all && !all.isEmpty())
                .isPresent();
    }
}
