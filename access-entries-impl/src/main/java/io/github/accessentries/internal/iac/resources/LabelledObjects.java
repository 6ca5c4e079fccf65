package io.github.accessentries.internal.iac.resources;

import static java.util.Comparator.comparingInt;

import io.github.accessentries.internal.field.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects of a file by their labels, so that a selector looks only at those that it may mean. */
final class LabelledObjects {

    /** Where objects are kept; without a value are those whose label is not known, without a label those none of which is. */
    private record Shelf(String group, String kind, String namespace, Optional<String> label, Optional<String> value) {}

    private final Map<Shelf, List<ManifestObject>> shelves = new HashMap<>();

    LabelledObjects(ManifestObjects objects) {
        objects.all().forEach(object -> add(object, objects));
    }

    /** Those of a kind that may have some labels, found by the one that the fewest may have; for them it has to be asked again. */
    List<ManifestObject> possible(String group, String kind, String namespace, Map<String, String> labels) {
        Shelf open = new Shelf(group, kind, namespace, Optional.empty(), Optional.empty());
        return labels.entrySet().stream()
                .map(label -> {
                    Optional<String> name = Optional.of(label.getKey());
                    return Stream.of(
                                    new Shelf(group, kind, namespace, name, Optional.of(label.getValue())),
                                    new Shelf(group, kind, namespace, name, Optional.empty()),
                                    open)
                            .map(shelf -> shelves.getOrDefault(shelf, List.of()))
                            .toList();
                })
                .min(comparingInt(found -> found.stream().mapToInt(List::size).sum()))
                .orElse(List.of())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private void add(ManifestObject object, ManifestObjects objects) {
        Optional<Field> metadata = object.find("metadata");
        if (metadata.isEmpty()) {
            return;
        }
        if (!metadata.get().isMapping()) {
            add(object, Optional.empty(), Optional.empty());
            return;
        }
        Optional<Field> labels = object.find("metadata", "labels");
        if (labels.isPresent() && !labels.get().isMapping()) {
            add(object, Optional.empty(), Optional.empty());
        } else if (labels.isPresent()) {
            labels.get().members().forEach((label, value) -> {
                boolean isKnown = value.isText() && objects.isKnown(value);
                add(object, Optional.of(label), isKnown ? value.text() : Optional.empty());
            });
        }
    }

    private void add(ManifestObject object, Optional<String> label, Optional<String> value) {
        shelves.computeIfAbsent(
                        new Shelf(object.group(), object.kind(), object.namespace(), label, value),
                        shelf -> new ArrayList<>())
                .add(object);
    }
}
