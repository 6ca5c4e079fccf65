package io.github.accessentries.testkit.internal.kubernetes.listing;

import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.selector.FieldSelector;
import io.github.accessentries.testkit.internal.kubernetes.selector.LabelSelector;
import io.github.accessentries.testkit.internal.kubernetes.selector.SelectableFields;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;

/**
 * Which objects of a kind a call is about.
 *
 * @param namespace where, empty for everywhere
 * @param name the one that the caller is permitted to see, empty for all
 * @param labels by labels
 * @param fields by fields
 */
public record Scope(String namespace, String name, LabelSelector labels, FieldSelector fields) {

    /** What a call is about. */
    public static Scope of(ApiCall call, ResourceType type, SelectableFields selectable) {
        String labels = call.request().query().first("labelSelector").orElse("");
        String fields = call.request().query().first("fieldSelector").orElse("");
        return new Scope(
                type.namespaced() ? call.info().namespace() : "",
                call.info().name(),
                LabelSelector.parse(labels),
                FieldSelector.parse(fields, type, selectable));
    }

    /** Whether an object is meant. */
    public boolean contains(KubeObject object) {
        return (namespace.isEmpty() || namespace.equals(object.namespace()))
                && (name.isEmpty() || name.equals(object.name()))
                && fields.matches(object)
                && labels.matches(object);
    }

    /** Whether all objects of the place are meant. */
    boolean isEverything() {
        return name.isEmpty() && labels.isEverything() && fields.isEverything();
    }
}
