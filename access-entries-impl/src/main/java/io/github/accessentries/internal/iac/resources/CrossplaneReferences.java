package io.github.accessentries.internal.iac.resources;

import static java.util.stream.Collectors.joining;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the references and selectors of Crossplane lead. What they led to stands beside them as soon as Crossplane has followed them,
 * and counts.
 */
final class CrossplaneReferences {

    private static final String EXTERNAL_NAME = "crossplane.io/external-name";

    private final ManifestObjects objects;
    private final Map<String, String> values;
    private final LabelledObjects labelled;

    CrossplaneReferences(ManifestObjects objects, Map<String, String> values) {
        this.objects = objects;
        this.values = values;
        this.labelled = new LabelledObjects(objects);
    }

    /** The name of the cluster on AWS; empty, with a fault, if nothing says it. */
    Optional<Text> cluster(ManifestObject object, Members parameters) throws Unanswered {
        if (parameters.field("clusterName").isPresent()) {
            return parameters.text("clusterName");
        }
        Optional<Target> target = target(object, parameters, object.group(), "Cluster", "clusterName", "clusterName");
        return target.isEmpty() ? Optional.empty() : Optional.of(new Text(nameOnAws(target.get()), parameters.at()));
    }

    /** The ARN of the principal of an entry; empty, with a fault, if nothing says it. */
    Optional<Text> principal(ManifestObject entry, Members parameters) throws Unanswered {
        if (parameters.field("principalArn").isPresent()) {
            return parameters.text("principalArn");
        }
        String iam = entry.group().replaceFirst("^eks", "iam");
        Optional<Target> target = target(entry, parameters, iam, "Role", "principalArn", "principalArnFromRole");
        if (target.isEmpty()) {
            return Optional.empty();
        }
        String observed = target.get()
                .object()
                .map(role -> role.text("status", "atProvider", "arn"))
                .orElse("");
        return Optional.of(new Text(
                observed.isEmpty() ? References.given(target.get().address(), values) : observed, parameters.at()));
    }

    /** The entry that an association refers to; empty if it refers to none in this file. */
    Optional<ManifestObject> entry(ManifestObject association, Members parameters) throws Unanswered {
        return target(association, parameters, association.group(), "AccessEntry", "principalArn", "principalArn")
                .flatMap(Target::object);
    }

    /** Where a reference leads: to an object that is here, or to the address of one that is not. */
    private record Target(Optional<ManifestObject> object, String address) {}

    /** The object that {@code …Ref} names or {@code …Selector} selects in place of a field; empty, with a fault, if there is neither. */
    private Optional<Target> target(
            ManifestObject from, Members parameters, String group, String kind, String field, String prefix)
            throws Unanswered {
        Optional<Field> reference = parameters.field(prefix + "Ref");
        if (reference.isPresent()) {
            Members members = Members.ofAny(reference.get());
            String namespace = members.text("namespace").map(Text::value).orElse(from.namespace());
            return members.required("name")
                    .map(name -> new Target(
                            objects.find(group, kind, namespace, name.value()),
                            ManifestObject.address(kind, namespace, name.value())));
        }
        Optional<Field> selector = parameters.field(prefix + "Selector");
        if (selector.isPresent()) {
            return Optional.of(selected(Members.ofAny(selector.get()), from, group, kind));
        }
        parameters
                .at()
                .fault("says nothing for " + field + "; use " + field + ", " + prefix + "Ref or " + prefix
                        + "Selector");
        return Optional.empty();
    }

    private Target selected(Members selector, ManifestObject from, String group, String kind) throws Unanswered {
        if (selector.field("matchControllerRef")
                .flatMap(Field::truth)
                .filter(Boolean::booleanValue)
                .isPresent()) {
            throw new Unanswered("selects its " + kind + " by what made both of them, which no file says");
        }
        String namespace = selector.text("namespace").map(Text::value).orElse(from.namespace());
        Map<String, String> labels = new TreeMap<>();
        selector.textsByName("matchLabels")
                .forEach(label -> labels.put(label.getKey(), label.getValue().value()));
        List<ManifestObject> candidates = new ArrayList<>();
        for (ManifestObject object : labelled.possible(group, kind, namespace, labels)) {
            if (hasLabels(object, labels)) {
                candidates.add(object);
            }
        }
        if (labels.isEmpty() || candidates.size() > 1) {
            throw new Unanswered("selects its " + kind + " by labels, which more than one may have");
        }
        return candidates.isEmpty()
                ? new Target(
                        Optional.empty(),
                        PlainText.of(kind + "/"
                                + labels.entrySet().stream()
                                        .map(Object::toString)
                                        .collect(joining(","))))
                : new Target(Optional.of(candidates.get(0)), candidates.get(0).address());
    }

    private boolean hasLabels(ManifestObject object, Map<String, String> labels) throws Unanswered {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            Optional<String> said =
                    objects.known(object, "metadata", "labels", label.getKey()).flatMap(Field::text);
            if (!said.equals(Optional.of(label.getValue()))) {
                return false;
            }
        }
        return true;
    }

    /** Objects are named on AWS as they are here, unless an annotation says otherwise. */
    private String nameOnAws(Target cluster) throws Unanswered {
        if (cluster.object().isEmpty()) {
            return References.given(cluster.address(), values);
        }
        String external = objects.annotation(cluster.object().get(), EXTERNAL_NAME);
        String name = external.isEmpty() ? cluster.object().get().name() : external;
        return name.isEmpty() ? References.given(cluster.address(), values) : name;
    }
}
