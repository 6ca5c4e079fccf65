package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;

/**
 * An object of Kubernetes as it stands in a file.
 *
 * @param at where it stands
 * @param apiVersion its group and version
 * @param kind its kind
 * @param namespace its namespace; empty if the file does not say it, as it is written if it is not known
 * @param hasKnownNamespace whether its namespace depends on no value that nobody has given
 * @param name its name; empty if the file does not say it, or it is not known
 */
record ManifestObject(
        Field at, String apiVersion, String kind, String namespace, boolean hasKnownNamespace, String name) {

    /** The group of its API, empty for that of Kubernetes itself. */
    String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    boolean is(String expectedKind, String expectedVersion) {
        return kind.equals(expectedKind) && apiVersion.equals(expectedVersion);
    }

    /** For people, and for values that answer a reference: what it is and where. */
    String address() {
        return address(kind, namespace, name);
    }

    static String address(String kind, String namespace, String name) {
        String within = namespace.isEmpty() ? "" : namespace + "/";
        return PlainText.of(kind + "/" + within + (name.isEmpty() ? "?" : name));
    }

    /** A member deep in it, by its path. */
    Optional<Field> find(String... path) {
        return find(at, path);
    }

    static Optional<Field> find(Field field, String... path) {
        Optional<Field> found = Optional.of(field);
        for (String step : path) {
            found = found.flatMap(each -> each.member(step));
        }
        return found.filter(each -> !each.isEmpty());
    }

    /** A text deep in it, by its path; empty if there is none. */
    String text(String... path) {
        return find(path).filter(Field::isText).flatMap(Field::text).orElse("");
    }

    /** Whether it comes from a cluster, where controllers have filled in what AWS chose. */
    boolean isFromCluster() {
        return find("status").isPresent();
    }

    boolean isBeingDeleted() {
        return find("metadata", "deletionTimestamp").isPresent();
    }
}
