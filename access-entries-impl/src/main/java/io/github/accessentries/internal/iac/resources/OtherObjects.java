package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.ObjectsInText;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What access may come of objects that a reader has no other use for. */
final class OtherObjects {

    private static final String CONTROL_PLANE_TEMPLATE = "AWSManagedControlPlaneTemplate";

    /** Kinds whose objects are entries, or have some. */
    private static final Set<String> KINDS =
            Set.of("AccessEntry", "AccessPolicyAssociation", "AWSManagedControlPlane", CONTROL_PLANE_TEMPLATE);

    /** These have such a kind in them and make nothing of it. */
    private static final Set<String> DEFINITIONS = Set.of("CustomResourceDefinition", "CompositeResourceDefinition");

    private static final List<String> REFERENCES = List.of("Ref", "Refs", "References", "managedFields");

    /** A kind in a text that is rendered or parsed later, in YAML or JSON. */
    private static final Pattern KIND_IN_TEXT = Pattern.compile(
            "\\bkind\\\\?[\"']?[ \\t]*:[ \\t]*\\\\?[\"']?(AccessEntry|AccessPolicyAssociation|AWSManagedControlPlane)");

    private static final String OWN_NODES =
            "if its cluster is one of EKS, CAPA lets in the role of these nodes by aws-auth, without an access entry";

    /** Of ACK and of both groups of Crossplane, by kind. */
    private static final Map<String, String> OF_EKS = Map.of(
            "Nodegroup", BesideEntries.NODES,
            "NodeGroup", BesideEntries.NODES,
            "FargateProfile", BesideEntries.PODS,
            "Capability", BesideEntries.CAPABILITY,
            "IdentityProviderConfig", BesideEntries.OPENID_CONNECT);

    /** Of the provider of Cluster API for AWS, by kind. */
    private static final Map<String, String> OF_CLUSTER_API = Map.of(
            "AWSManagedMachinePool", BesideEntries.NODES,
            "AWSFargateProfile", BesideEntries.PODS,
            "AWSMachinePool", OWN_NODES,
            "AWSMachine", OWN_NODES,
            "AWSMachineTemplate", OWN_NODES);

    private OtherObjects() {}

    /** Tells what may come of an object that is of another kind, or of another group or version. */
    static void tell(ManifestObject object, ManifestObjects objects) {
        if (ManifestCluster.is(object)) {
            ManifestCluster.tell(object, objects);
        } else if (KINDS.contains(object.kind()) || isOfEksctl(object)) {
            objects.omit(object, "is of " + PlainText.of(object.apiVersion()) + ", which is not read here");
        } else if (object.group().equals("kustomize.config.k8s.io")) {
            objects.omit(
                    object, "names other files and changes what stands in them; read what kubectl kustomize prints");
        } else {
            Optional<String> reason = ofConfigMap(object, objects)
                    .or(() -> madeBeside(object))
                    .or(() -> WrappedObjects.reason(object, objects))
                    .or(() -> ObjectsInText.reason(object.apiVersion(), object.kind()));
            if (reason.isPresent()) {
                objects.gathering().omit(object.at(), object.address() + ": " + reason.get());
            } else if (!DEFINITIONS.contains(object.kind())) {
                mentioned(object.at())
                        .ifPresent(kind -> objects.omit(
                                object,
                                "has " + kind + " in it, and what comes of that only its controller knows; read what"
                                        + " it makes"));
            }
        }
    }

    private static boolean isOfEksctl(ManifestObject object) {
        return object.kind().equals("ClusterConfig") && object.group().equals("eksctl.io");
    }

    private static Optional<String> ofConfigMap(ManifestObject object, ManifestObjects objects) {
        if (!object.is("ConfigMap", "v1")) {
            return Optional.empty();
        }
        try {
            return objects.known(object, "metadata", "name")
                    .flatMap(Field::text)
                    .filter("aws-auth"::equals)
                    .map(name -> BesideEntries.AWS_AUTH);
        } catch (Unanswered e) {
            return Optional.of(e.reason() + ", and so nothing says whether it " + BesideEntries.AWS_AUTH);
        }
    }

    /** What lets somebody in, although it is no access entry. */
    private static Optional<String> madeBeside(ManifestObject object) {
        String group = object.group();
        if (group.equals(AckReader.GROUP) || CrossplaneReader.isOurGroup(group)) {
            return Optional.ofNullable(OF_EKS.get(object.kind()));
        }
        return group.equals("infrastructure.cluster.x-k8s.io")
                ? Optional.ofNullable(OF_CLUSTER_API.get(object.kind()))
                : Optional.empty();
    }

    /** The first kind that something is to be made or changed of, be it a mapping or a text that is rendered. */
    private static Optional<String> mentioned(Field field) {
        if (field.isList()) {
            return field.items().stream()
                    .flatMap(item -> mentioned(item).stream())
                    .findFirst();
        }
        if (field.isMapping()) {
            return field.members().entrySet().stream()
                    .filter(member -> REFERENCES.stream().noneMatch(member.getKey()::endsWith))
                    .flatMap(member -> mentioned(member).stream())
                    .findFirst();
        }
        return Stream.of(field)
                .filter(Field::isText)
                .flatMap(text -> text.text().stream())
                .map(KIND_IN_TEXT::matcher)
                .filter(Matcher::find)
                .map(kind -> kind.group(1))
                .findFirst();
    }

    private static Optional<String> mentioned(Map.Entry<String, Field> member) {
        Field value = member.getValue();
        return member.getKey().equals("kind") && value.isText()
                ? value.text().filter(KINDS::contains)
                : mentioned(value);
    }
}
