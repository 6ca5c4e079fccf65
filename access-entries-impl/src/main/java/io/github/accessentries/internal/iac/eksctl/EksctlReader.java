package io.github.accessentries.internal.iac.eksctl;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.CreatorsEntry;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.iac.manifest.Manifest;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the cluster configurations of eksctl; {@link EksctlWriter} writes them. Built from the types, the schema and the loader of
 * eksctl's API version v1alpha5: it decodes the first document of the file strictly, so that an unknown field or a repeated one is an
 * error, while {@code null} and an empty text are as good as nothing.
 */
public final class EksctlReader {

    static final String API_VERSION = "eksctl.io/v1alpha5";

    private static final List<String> MODES = List.of("API", "API_AND_CONFIG_MAP", "CONFIG_MAP");

    private final Manifest file;
    private final Gathering gathering;

    private EksctlReader(Manifest file) {
        this.file = file;
        this.gathering = new Gathering(file.document());
    }

    /**
     * Reads a configuration.
     *
     * @param config the configuration
     * @param values the values of its placeholders, by name
     * @return the access that it describes
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if it is none, or has a fault
     */
    public static Carried read(String config, Map<String, String> values) {
        EksctlReader reader = new EksctlReader(Manifest.parse(config, "ClusterConfig of eksctl", values));
        List<Field> documents = reader.file.document().roots();
        reader.readConfig(documents.get(0));
        documents.stream().skip(1).forEach(reader::passOver);
        return reader.gathering.finish();
    }

    /** Whatever it is, eksctl does not look at it. */
    private void passOver(Field document) {
        String cluster = document.member("metadata")
                .flatMap(metadata -> metadata.member("name"))
                .filter(Field::isText)
                .flatMap(this::known)
                .flatMap(Field::text)
                .map(name -> ", named " + PlainText.quoted(name) + ",")
                .orElse("");
        gathering.omit(
                document,
                "eksctl reads the first document of a file only; put this document" + cluster
                        + " into a file of its own");
    }

    private void readConfig(Field root) {
        Members config = Members.ofAny(root);
        String kind = required(config, "kind");
        String version = required(config, "apiVersion");
        if (!kind.equals("ClusterConfig") || !version.equals(API_VERSION)) {
            root.fault("is not a ClusterConfig of eksctl: its kind is " + PlainText.quoted(kind) + ", its version "
                    + PlainText.quoted(version) + "; read is " + API_VERSION);
            return;
        }
        Optional<Text> cluster = config.requiredField("metadata")
                .filter(metadata -> !metadata.isText() || isKnown(metadata))
                .flatMap(this::clusterOf);
        new AccessBesideEntries(gathering).tell(config);
        Optional<Field> access = said(config, "accessConfig");
        if (access.isPresent()) {
            readAccess(access.get(), cluster);
        } else {
            tellCreator(root, Optional.empty());
        }
    }

    /** Which file this is cannot be left open. */
    private String required(Members config, String name) {
        Optional<Field> field = config.requiredField(name);
        try {
            return field.isEmpty() ? "" : file.known(field.get()).text().orElse("");
        } catch (Unanswered e) {
            field.get().fault(e.reason());
            return "";
        }
    }

    private Optional<Text> clusterOf(Field metadata) {
        Optional<Field> name = Members.ofAny(metadata).requiredField("name");
        return name.filter(this::isKnown)
                .flatMap(field -> field.text().map(text -> new Text(text, field)))
                .filter(text -> text.as(Gathering::nameOfCluster).isPresent());
    }

    private void readAccess(Field access, Optional<Text> cluster) {
        if (access.isText() && !isKnown(access)) {
            return;
        }
        Members members = Members.of(access, "authenticationMode", CreatorsEntry.FLAG, "accessEntries");
        Optional<Field> mode = said(members, "authenticationMode");
        mode.ifPresent(this::tellMode);
        tellCreator(access, said(members, CreatorsEntry.FLAG));
        Optional<Field> entries = said(members, "accessEntries").filter(field -> !field.isText() || isKnown(field));
        List<Field> items = entries.map(Field::items).orElse(List.of());
        if (!items.isEmpty()
                && mode.flatMap(Field::text).filter("CONFIG_MAP"::equals).isPresent()) {
            entries.get()
                    .fault("eksctl refuses entries with the authentication mode CONFIG_MAP; use API_AND_CONFIG_MAP");
        }
        items.forEach(entry -> readEntry(entry, cluster));
    }

    private void tellMode(Field mode) {
        gathering.omit(mode, "the authentication mode belongs to the cluster, not to its access entries");
        mode.text()
                .filter(said -> file.isKnown(mode) && !MODES.contains(said))
                .ifPresent(said -> mode.fault(
                        PlainText.quoted(said) + " is not an authentication mode; use " + String.join(", ", MODES)));
    }

    private void tellCreator(Field at, Optional<Field> flag) {
        try {
            Optional<Field> known = flag.isEmpty() ? flag : Optional.of(file.known(flag.get()));
            CreatorsEntry.reason(known).ifPresent(reason -> gathering.omit(flag.orElse(at), reason));
        } catch (Unanswered e) {
            gathering.omit(flag.orElse(at), CreatorsEntry.unknown(e.reason()));
        }
    }

    private void readEntry(Field entry, Optional<Text> cluster) {
        Optional<EntryDraft> draft = known(entry).flatMap(EksctlReader::draft);
        if (draft.isPresent() && cluster.isPresent()) {
            gathering.add(cluster.get().value(), draft.get());
        } else if (draft.isPresent()) {
            gathering.omit(entry, "the name of its cluster is not known; see metadata.name");
        }
    }

    private static Optional<EntryDraft> draft(Field entry) {
        Members members =
                Members.of(entry, "principalARN", "type", "kubernetesGroups", "kubernetesUsername", "accessPolicies");
        return members.required("principalARN").map(principal -> {
            EntryDraft draft = new EntryDraft(principal);
            draft.type(members.text("type").filter(type -> !type.value().isEmpty()));
            draft.username(members.text("kubernetesUsername")
                    .filter(name -> !name.value().isEmpty()));
            draft.groups(members.texts("kubernetesGroups"));
            members.items("accessPolicies")
                    .forEach(policy -> readPolicy(Members.of(policy, "policyARN", "accessScope"), draft));
            return draft;
        });
    }

    private static void readPolicy(Members association, EntryDraft draft) {
        Optional<Text> policy = association.required("policyARN");
        Optional<Field> scope = association.requiredField("accessScope");
        if (policy.isPresent() && scope.isPresent()) {
            draft.policy(policy.get(), Members.of(scope.get(), "type", "namespaces"), "type", "namespaces");
        }
    }

    /** A member that says something. */
    private static Optional<Field> said(Members members, String name) {
        return members.field(name).filter(field -> !field.isEmpty());
    }

    /** Whether it is known, and if not, that is told. */
    private boolean isKnown(Field field) {
        return known(field).isPresent();
    }

    /** What it is once all is filled in; empty if that is not known, which is told. */
    private Optional<Field> known(Field field) {
        try {
            return Optional.of(file.known(field));
        } catch (Unanswered e) {
            gathering.omit(field, e.reason());
            return Optional.empty();
        }
    }
}
