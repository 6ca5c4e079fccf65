package io.github.accessentries.internal.iac.pulumi;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.AssociatedEntries;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.ComputedByEks;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.iac.KnownFields;
import io.github.accessentries.internal.iac.WrittenPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads stacks and programs of Pulumi; {@link PulumiWriter} writes programs. The resources are those of pulumi-aws, {@code
 * aws:eks:AccessEntry} and {@code aws:eks:AccessPolicyAssociation}, as of its version 7, and that of pulumi-aws-native, {@code
 * aws-native:eks:AccessEntry}, which has its policies in itself.
 */
public final class PulumiReader {

    /** Properties that are on AWS what the program says, so that another resource may take them from there. */
    static final Set<String> KEPT_AS_WISHED = Set.of("clusterName", "principalArn", "policyArn", "name");

    private static final List<String> ENTRY_FIELDS =
            List.of("clusterName", "principalArn", "kubernetesGroups", "userName", "type", "tags", "tagsAll", "region");
    private static final List<String> ASSOCIATION_FIELDS =
            List.of("clusterName", "principalArn", "policyArn", "accessScope", "region");
    private static final List<String> NATIVE_FIELDS =
            List.of("accessPolicies", "clusterName", "kubernetesGroups", "principalArn", "tags", "type", "username");

    private final PulumiDocument document;
    private final Gathering gathering;
    private final AssociatedEntries entries = new AssociatedEntries();

    private PulumiReader(PulumiDocument document, Gathering gathering) {
        this.document = document;
        this.gathering = gathering;
    }

    /**
     * Reads a stack or a program.
     *
     * @param text what {@code pulumi stack export} prints, or a {@code Pulumi.yaml}
     * @param values what stands for its expressions, or for its secrets by {@code resource.property}
     * @return the access that it describes
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if it is neither, or has a fault
     */
    public static Carried read(String text, Map<String, String> values) {
        // A stack is JSON and may be as large as a state of Terraform; a program is written by people.
        DocumentLimits limits =
                text.stripLeading().startsWith("{") ? DocumentLimits.TERRAFORM : DocumentLimits.TEAM_MANIFEST;
        Document document = Document.parse(text, "stack or program of Pulumi", limits);
        Gathering gathering = new Gathering(document);
        Field root = document.root();
        Optional<PulumiDocument> found = PulumiStack.of(root, values, gathering)
                .map(PulumiDocument.class::cast)
                .or(() -> PulumiProgram.of(root, values, gathering));
        if (found.isEmpty()) {
            root.fault("has neither deployment, as pulumi stack export prints it, nor resources, as a program of Pulumi"
                    + " YAML has them");
            return gathering.finish();
        }
        return new PulumiReader(found.get(), gathering).read();
    }

    private Carried read() {
        for (PulumiResource resource : document.resources()) {
            if (resource.is(PulumiResource.ENTRY)) {
                readEntry(resource);
            } else if (resource.is(PulumiResource.NATIVE_ENTRY)) {
                readNativeEntry(resource);
            } else if (!resource.is(PulumiResource.ASSOCIATION)) {
                PulumiOtherAccess.tell(resource, gathering);
            }
        }
        document.resources().stream()
                .filter(resource -> resource.is(PulumiResource.ASSOCIATION))
                .forEach(this::readAssociation);
        entries.finish(gathering);
        return gathering.finish();
    }

    private void readEntry(PulumiResource resource) {
        try {
            Members properties = KnownFields.of(document.known(resource, resource.properties()), ENTRY_FIELDS);
            Optional<EntryDraft> draft = draft(properties, "userName");
            if (draft.isPresent()) {
                Members tags = resource.computedTags().isEmpty()
                        ? properties
                        : new Members(
                                resource.at(),
                                Map.of(
                                        "tags",
                                        known(
                                                resource,
                                                "tagsAll",
                                                resource.computedTags().get())));
                (tags.field("tags").isPresent() ? tags.textsByName("tags") : properties.textsByName("tagsAll"))
                        .forEach(tag -> draft.get().tag(tag.getKey(), tag.getValue()));
                add(resource, properties, draft.get());
            }
        } catch (Unanswered e) {
            leaveOut(resource, e);
        }
    }

    private Field known(PulumiResource resource, String name, Field field) throws Unanswered {
        Field known = document.known(resource, field.withMembers(Map.of(name, field)));
        return known.members().getOrDefault(name, field.withNothing());
    }

    private void readNativeEntry(PulumiResource resource) {
        try {
            Members properties = KnownFields.of(document.known(resource, resource.properties()), NATIVE_FIELDS);
            Optional<EntryDraft> draft = draft(properties, "username");
            if (draft.isPresent()) {
                WrittenPolicy.addAll(properties.items("accessPolicies"), "policyArn", Optional.empty(), draft.get());
                for (Field tag : properties.items("tags")) {
                    Members members = KnownFields.of(tag, List.of("key", "value"));
                    members.required("key")
                            .ifPresent(key -> members.required("value")
                                    .ifPresent(value -> draft.get().tag(key.value(), value)));
                }
                add(resource, properties, draft.get());
            }
        } catch (Unanswered e) {
            leaveOut(resource, e);
        }
    }

    private void leaveOut(PulumiResource resource, Unanswered e) {
        gathering.omit(resource.at(), resource.subject() + " " + e.reason());
        entries.leaveOut(resource.written("clusterName"), resource.written("principalArn"));
    }

    private static Optional<EntryDraft> draft(Members properties, String username) {
        Optional<Text> cluster = properties.required("clusterName");
        Optional<Text> principal = properties.required("principalArn");
        if (cluster.isEmpty() || principal.isEmpty()) {
            return Optional.empty();
        }
        EntryDraft draft = new EntryDraft(principal.get());
        draft.type(properties.text("type").filter(type -> !type.value().isEmpty()));
        draft.username(ComputedByEks.chosenUsername(properties, username, principal.get()));
        draft.groups(properties.texts("kubernetesGroups"));
        return Optional.of(draft);
    }

    private void add(PulumiResource resource, Members properties, EntryDraft draft) {
        properties
                .text("clusterName")
                .ifPresent(cluster -> entries.add(cluster.value(), draft, resource.at(), resource.subject()));
    }

    private void readAssociation(PulumiResource resource) {
        Optional<Text> cluster = Optional.empty();
        Optional<Text> principal = Optional.empty();
        try {
            cluster = property(resource, "clusterName");
            principal = property(resource, "principalArn");
            Members properties = KnownFields.of(document.known(resource, resource.properties()), ASSOCIATION_FIELDS);
            Optional<Text> itsCluster = properties.required("clusterName");
            Optional<Text> itsPrincipal = properties.required("principalArn");
            Optional<WrittenPolicy> policy = WrittenPolicy.of(properties, "policyArn", Optional.empty());
            if (policy.isPresent()
                    && itsCluster.isPresent()
                    && itsPrincipal.isPresent()
                    && !entries.associate(
                            itsCluster.get().value(), itsPrincipal.get().value(), policy.get()::addTo)) {
                gathering.omit(
                        resource.at(),
                        resource.subject() + " belongs to the entry of "
                                + itsPrincipal.get().value() + " on "
                                + itsCluster.get().value() + ", which is not in this document or is left out");
            }
        } catch (Unanswered e) {
            String reason = resource.subject() + " " + e.reason();
            gathering.omit(resource.at(), reason);
            if (!belongsToLeftBehind(resource)) {
                entries.doubt(cluster.map(Text::value), principal.map(Text::value), reason);
            }
        }
    }

    /** Whether the policy takes its principal from where an entry that is left out takes it, or from that entry. */
    private boolean belongsToLeftBehind(PulumiResource association) {
        String cluster = association.written("clusterName");
        String principal = association.written("principalArn");
        return entries.isLeftBehind(cluster, principal)
                || document.resources().stream()
                        .filter(entry -> principal.equals("${" + entry.name() + ".principalArn}"))
                        .anyMatch(entry ->
                                entries.isLeftBehind(entry.written("clusterName"), entry.written("principalArn")));
    }

    /** One property, for what the others do not say. */
    private Optional<Text> property(PulumiResource resource, String name) {
        Optional<Field> field = resource.properties().member(name);
        try {
            return field.isEmpty()
                    ? Optional.empty()
                    : known(resource, name, field.get()).text().map(text -> new Text(text, field.get()));
        } catch (Unanswered e) {
            return Optional.empty();
        }
    }
}
