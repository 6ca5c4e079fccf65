package io.github.accessentries.testkit.internal.kubernetes.writing;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;

/** Which part of an object a path changes; the others stay, whatever a body says of them. */
enum ObjectPart {
    /** All but the status of kinds that have it as a part of its own. */
    OBJECT {
        @Override
        KubeObject changed(ResourceType type, KubeObject before, KubeObject wanted) {
            KubeObject changed = type.subresources().contains("status") ? with("status", before, wanted) : wanted;
            return type.subresources().contains("finalize") ? withFinalizers(changed, before) : changed;
        }
    },
    /** The status. */
    STATUS {
        @Override
        KubeObject changed(ResourceType type, KubeObject before, KubeObject wanted) {
            return with("status", wanted, before);
        }
    },
    /** What is wanted. */
    SPEC {
        @Override
        KubeObject changed(ResourceType type, KubeObject before, KubeObject wanted) {
            return with("spec", wanted, before);
        }
    },
    /** For whom a namespace waits before it goes. */
    FINALIZERS {
        @Override
        KubeObject changed(ResourceType type, KubeObject before, KubeObject wanted) {
            return withFinalizers(before, wanted);
        }
    };

    abstract KubeObject changed(ResourceType type, KubeObject before, KubeObject wanted);

    static ObjectPart of(String subresource) {
        return switch (subresource) {
            case "" -> OBJECT;
            case "finalize" -> FINALIZERS;
            case "ephemeralcontainers", "resize", "scale", "binding" -> SPEC;
            default -> STATUS;
        };
    }

    private static KubeObject with(String member, KubeObject source, KubeObject target) {
        return source.json().has(member)
                ? target.withMember(member, source.json().get(member))
                : target.without(member);
    }

    private static KubeObject withFinalizers(KubeObject target, KubeObject source) {
        JsonObject spec = target.object("spec").map(JsonObject::deepCopy).orElseGet(JsonObject::new);
        spec.remove("finalizers");
        source.object("spec")
                .filter(given -> given.has("finalizers"))
                .ifPresent(given -> spec.add("finalizers", given.get("finalizers")));
        return target.withMember("spec", spec);
    }
}
