package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.iac.PlaceOfCluster;
import io.github.accessentries.internal.iac.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects of a file, those within lists too. Not thread-safe. */
final class ManifestObjects {

    /** By which others refer to an object. Two namespaces that are not known are the same only if they are written alike. */
    private record Name(String group, String kind, String namespace, String name) {}

    private final Manifest manifest;
    private final Gathering gathering;
    private final List<ManifestObject> objects = new ArrayList<>();
    private final Map<Name, ManifestObject> byName = new HashMap<>();

    private ManifestObjects(Manifest manifest) {
        this.manifest = manifest;
        this.gathering = new Gathering(manifest.document());
        manifest.document().roots().forEach(this::add);
    }

    static ManifestObjects parse(String text, String what, Map<String, String> values) {
        return new ManifestObjects(Manifest.parse(text, what, values));
    }

    Gathering gathering() {
        return gathering;
    }

    List<ManifestObject> all() {
        return objects;
    }

    /** What a field says once all is filled in. */
    Field known(Field field) throws Unanswered {
        return manifest.known(field);
    }

    /**
     * A member deep in an object, once all is filled in.
     *
     * @throws Unanswered if it is not known, or anything on the way to it is filled in as a whole
     */
    Optional<Field> known(ManifestObject object, String... path) throws Unanswered {
        Optional<Field> found = Optional.of(object.at());
        for (String step : path) {
            if (found.isPresent() && found.get().isText()) {
                known(found.get());
            }
            found = found.flatMap(each -> ManifestObject.find(each, step));
        }
        return found.isEmpty() ? found : Optional.of(known(found.get()));
    }

    /** A text deep in an object, to be compared with others of the file: as it is written where it is not known, empty if there is none. */
    String written(ManifestObject object, String... path) {
        return said(object, path).flatMap(manifest::written).orElse("");
    }

    /** A text as it is written. */
    Optional<String> written(Field text) {
        return manifest.written(text);
    }

    /** A text deep in an object that says something, be it only a placeholder. */
    Optional<Field> said(ManifestObject object, String... path) {
        return object.find(path)
                .filter(Field::isText)
                .filter(field -> !manifest.written(field).orElse("").isEmpty());
    }

    /** A place in a region as a field says it. */
    PlaceOfCluster place(Optional<Field> region, String account) {
        return new PlaceOfCluster(
                region.flatMap(manifest::written).orElse(""),
                account,
                region.filter(field -> !isKnown(field)).isPresent());
    }

    /** Whether nothing of a field is still to be filled in. */
    boolean isKnown(Field field) {
        return manifest.isKnown(field);
    }

    /** A value in which something else stands for each text that is not known. */
    Field withUnknown(Field field, String unknown) {
        if (field.isList()) {
            return field.withItems(field.items().stream()
                    .map(item -> withUnknown(item, unknown))
                    .toList());
        }
        if (field.isMapping()) {
            Map<String, Field> members = new LinkedHashMap<>();
            field.members().forEach((name, member) -> members.put(name, withUnknown(member, unknown)));
            return field.withMembers(members);
        }
        return manifest.isKnown(field) ? field : field.withText(unknown);
    }

    /** What an annotation says, empty if there is none. */
    String annotation(ManifestObject object, String key) throws Unanswered {
        return known(object, "metadata", "annotations", key)
                .flatMap(Field::text)
                .orElse("");
    }

    void omit(ManifestObject object, String predicate) {
        gathering.omit(object.at(), object.address() + " " + predicate);
    }

    /** An object of a group, of whatever version; a namespace that neither side says is the same on both. */
    Optional<ManifestObject> find(String group, String kind, String namespace, String name) {
        return Optional.ofNullable(byName.get(new Name(group, kind, namespace, name)));
    }

    private void add(Field root) {
        if (root.isText() && !manifest.isKnown(root)) {
            omitUnknown(root);
            return;
        }
        Optional<Field> items = root.member("items");
        if (items.isPresent() && isList(root)) {
            items.filter(field -> !field.isEmpty()).ifPresent(this::addAll);
            return;
        }
        Members members = Members.ofAny(root);
        Optional<Text> version = text(members, "apiVersion");
        Optional<Text> kind = text(members, "kind");
        if (version.isPresent() && kind.isPresent()) {
            Optional<Field> namespace = ManifestObject.find(root, "metadata", "namespace");
            ManifestObject object = new ManifestObject(
                    root,
                    version.get().value(),
                    kind.get().value(),
                    namespace.flatMap(manifest::written).orElse(""),
                    namespace.filter(field -> !manifest.isKnown(field)).isEmpty(),
                    name(root));
            objects.add(object);
            byName.putIfAbsent(new Name(object.group(), object.kind(), object.namespace(), object.name()), object);
        }
    }

    private void addAll(Field items) {
        if (items.isText() && !manifest.isKnown(items)) {
            omitUnknown(items);
        } else {
            items.items().forEach(this::add);
        }
    }

    private void omitUnknown(Field field) {
        try {
            Field unused = manifest.known(field);
        } catch (Unanswered e) {
            gathering.omit(field, e.reason());
        }
    }

    private static boolean isList(Field root) {
        return root.member("kind")
                .filter(Field::isText)
                .flatMap(Field::text)
                .filter(kind -> kind.endsWith("List"))
                .isPresent();
    }

    /** What kind of object it is has to be known. */
    private Optional<Text> text(Members members, String name) {
        Optional<Field> field = members.requiredField(name);
        try {
            return field.isEmpty()
                    ? Optional.empty()
                    : manifest.known(field.get()).text().map(text -> new Text(text, field.get()));
        } catch (Unanswered e) {
            field.get().fault(e.reason());
            return Optional.empty();
        }
    }

    /** One that is not known is as good as none: then nothing can refer to it. */
    private String name(Field root) {
        return ManifestObject.find(root, "metadata", "name")
                .filter(manifest::isKnown)
                .flatMap(Field::text)
                .orElse("");
    }
}
