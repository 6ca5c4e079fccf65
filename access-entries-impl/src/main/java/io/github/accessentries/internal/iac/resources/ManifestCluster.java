package io.github.accessentries.internal.iac.resources;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.BesideEntries;
import io.github.accessentries.internal.iac.CreatorsEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an object for a cluster says of access to the cluster: nothing of it is an access entry of the file. */
final class ManifestCluster {

    private static final String MODE = "authenticationMode";

    private final ManifestObject object;
    private final ManifestObjects objects;

    private ManifestCluster(ManifestObject object, ManifestObjects objects) {
        this.object = object;
        this.objects = objects;
    }

    /** Whether an object is one for a cluster whose entries stand in objects of their own. */
    static boolean is(ManifestObject object) {
        return object.kind().equals("Cluster")
                && (object.group().equals(AckReader.GROUP) || CrossplaneReader.isOurGroup(object.group()));
    }

    /** Tells what ACK or Crossplane is asked for. */
    static void tell(ManifestObject object, ManifestObjects objects) {
        ManifestCluster cluster = new ManifestCluster(object, objects);
        if (object.group().equals(AckReader.GROUP)) {
            cluster.tell(new AckManagement(objects)::makes, List.of(List.of("spec")), false);
        } else {
            cluster.tell(
                    new CrossplaneManagement(objects)::makes,
                    List.of(List.of("spec", "forProvider"), List.of("spec", "initProvider")),
                    true);
        }
    }

    /** Tells what Cluster API is asked for. */
    static void tellControlPlane(ManifestObject object, ManifestObjects objects) {
        new ManifestCluster(object, objects).tell(made -> !made.isBeingDeleted(), List.of(List.of("spec")), false);
    }

    /** Whether a controller makes the cluster. */
    private interface Makes {
        boolean test(ManifestObject object) throws Unanswered;
    }

    private void tell(Makes makes, List<List<String>> specs, boolean defaultDiffers) {
        List<Field> configs = within(specs, "accessConfig");
        in(configs, MODE)
                .ifPresent(mode ->
                        omit(mode, "the authentication mode belongs to the cluster, not to its access entries"));
        Optional<Field> flag = in(configs, CreatorsEntry.FLAG);
        try {
            refuseUnknownSections(specs, configs);
            if (flag.isPresent()) {
                tellCreator(flag.get(), Optional.of(objects.known(flag.get())));
            } else if (makes.test(object)) {
                tellDefault(configs.stream().findFirst(), defaultDiffers);
            }
        } catch (Unanswered e) {
            omit(flag.orElse(object.at()), CreatorsEntry.unknown(e.reason()));
        }
        within(specs, "computeConfig").stream()
                .filter(Field::isMapping)
                .filter(config -> config.members().entrySet().stream()
                        .anyMatch(member -> member.getKey().startsWith("nodeRole")
                                && !member.getValue().isEmpty()))
                .forEach(config -> omit(config, BesideEntries.NODES_OF_EKS));
    }

    /** A section that is filled in as a whole may say anything. */
    private void refuseUnknownSections(List<List<String>> specs, List<Field> configs) throws Unanswered {
        Stream<Field> sections = Stream.concat(
                Stream.concat(Stream.of(List.of("spec")), specs.stream())
                        .flatMap(path -> object.find(path.toArray(String[]::new)).stream()),
                configs.stream());
        for (Field section : sections.filter(field -> !field.isMapping()).toList()) {
            objects.known(section);
        }
    }

    private void tellDefault(Optional<Field> config, boolean differs) {
        if (config.isPresent() && differs) {
            // The provider that Crossplane is built on has taken it for either, from version to version.
            omit(
                    config.get(),
                    CreatorsEntry.unknown(CreatorsEntry.FLAG
                            + " is left out, which EKS takes for true, and some versions of the provider for false"));
        } else {
            tellCreator(config.orElse(object.at()), Optional.empty());
        }
    }

    private void tellCreator(Field at, Optional<Field> flag) {
        CreatorsEntry.reason(flag).ifPresent(reason -> omit(at, reason));
    }

    private void omit(Field at, String reason) {
        objects.gathering().omit(at, object.address() + ": " + reason);
    }

    /** A section wherever it may stand; Terraform, on which one of the providers is built, has a list of one. */
    private List<Field> within(List<List<String>> specs, String section) {
        return specs.stream()
                .flatMap(spec -> object.find(spec.toArray(String[]::new)).stream())
                .flatMap(spec -> ManifestObject.find(spec, section).stream())
                .flatMap(field -> field.isList() ? field.items().stream() : Stream.of(field))
                .toList();
    }

    private static Optional<Field> in(List<Field> sections, String name) {
        return sections.stream()
                .flatMap(section -> ManifestObject.find(section, name).stream())
                .findFirst();
    }
}
