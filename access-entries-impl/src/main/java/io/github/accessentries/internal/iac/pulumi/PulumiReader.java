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
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    private static final int PARTS_OF_ID = 3;

    private final PulumiDocument document;
    private final Gathering gathering;
    private final PulumiRegions regions;
    private final AssociatedEntries entries = new AssociatedEntries();

    /** Entries that are not certain to be there, of which another resource may say that they are. */
    private final List<PulumiResource> unwished = new ArrayList<>();

    private PulumiReader(PulumiDocument document, Map<String, String> values, Gathering gathering) {
        this.document = document;
        this.gathering = gathering;
        this.regions = new PulumiRegions(document, values);
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
        Optional<PulumiDocument> found = PulumiStack.of(root, values)
                .map(PulumiDocument.class::cast)
                .or(() -> PulumiProgram.of(root, values, gathering));
        if (found.isEmpty()) {
            root.fault("has neither deployment, as pulumi stack export prints it, nor resources, as a program of Pulumi"
                    + " YAML has them");
            return gathering.finish();
        }
        return new PulumiReader(found.get(), values, gathering).read();
    }

    private Carried read() {
        PulumiOtherAccess others = new PulumiOtherAccess(document, gathering);
        for (PulumiResource resource : document.resources()) {
            if (resource.is(PulumiResource.ENTRY)) {
                readEntry(resource);
            } else if (resource.is(PulumiResource.NATIVE_ENTRY)) {
                readNativeEntry(resource);
            } else if (!resource.is(PulumiResource.ASSOCIATION)) {
                others.tell(resource);
            }
        }
        unwished.forEach(this::doubtOthers);
        document.resources().stream()
                .filter(resource -> resource.is(PulumiResource.ASSOCIATION))
                .forEach(this::readAssociation);
        entries.finish(gathering);
        return gathering.finish();
    }

    private void readEntry(PulumiResource resource) {
        try {
            resource.refuseDoubt();
            regions.refuseOthers(resource);
            refuseUnseenTags(resource);
            Members properties = KnownFields.of(document.known(resource, resource.properties()), ENTRY_FIELDS);
            Optional<EntryDraft> draft = draft(properties, "userName");
            if (draft.isPresent()) {
                Optional<Field> tags = resource.computedTags().isPresent()
                        ? Optional.of(allTags(resource, resource.computedTags().get()))
                        : properties.field("tags").or(() -> properties.field("tagsAll"));
                if (tags.isPresent()) {
                    new Members(resource.at(), Map.of("tags", tags.get()))
                            .textsByName("tags")
                            .forEach(tag -> draft.get().tag(tag.getKey(), tag.getValue()));
                }
                add(resource, properties, draft.get());
            }
        } catch (Unanswered e) {
            leaveOut(resource, e);
        }
    }

    /** Of a program they are told once, where the provider says them. */
    private void refuseUnseenTags(PulumiResource resource) throws Unanswered {
        if (document.hasPartsOfComponents()
                && resource.computedTags().isEmpty()
                && document.providerOf(resource)
                        .filter(provider -> provider.says("defaultTags"))
                        .isPresent()) {
            throw new Unanswered("gets the default tags of its provider, and the stack does not say what came of them;"
                    + " refresh the stack");
        }
    }

    private Field allTags(PulumiResource resource, Field tags) throws Unanswered {
        Field known = document.known(resource, tags.withMembers(Map.of("tagsAll", tags)));
        return known.members().getOrDefault("tagsAll", tags.withMembers(Map.of()));
    }

    private void readNativeEntry(PulumiResource resource) {
        try {
            resource.refuseDoubt();
            regions.refuseOthers(resource);
            Members properties = KnownFields.of(document.known(resource, resource.properties()), NATIVE_FIELDS);
            Optional<EntryDraft> draft = draft(properties, "username");
            if (draft.isPresent()) {
                WrittenPolicy.addAll(properties.items("accessPolicies"), "policyArn", Optional.empty(), draft.get());
                for (Field tag : properties.items("tags")) {
                    Members members = KnownFields.of(tag, List.of("key", "value"));
                    members.required("key")
                            .ifPresent(key -> members.required("value")
                                    .ifPresent(value -> draft.get().tag(key, value)));
                }
                add(resource, properties, draft.get());
            }
        } catch (Unanswered e) {
            leaveOut(resource, e);
        }
    }

    private void leaveOut(PulumiResource resource, Unanswered e) {
        gathering.omit(resource.at(), resource.subject() + " " + e.reason());
        if (regions.isElsewhere(resource)) {
            return;
        }
        entries.leaveOut(resource.written("clusterName"), resource.written("principalArn"));
        if (resource.doubt().isPresent()) {
            unwished.add(resource);
        }
    }

    /** What becomes of one resource becomes of the entry, whoever else wishes it. */
    private void doubtOthers(PulumiResource entry) {
        Optional<String> cluster = text(entry, "clusterName");
        Optional<String> principal = text(entry, "principalArn");
        if (cluster.isPresent() && principal.isPresent()) {
            entries.doubt(
                    cluster, principal, entry.subject() + " " + entry.doubt().orElse(""));
        }
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
        try {
            resource.refuseDoubt();
            regions.refuseOthers(resource);
            Members properties = KnownFields.of(document.known(resource, resource.properties()), ASSOCIATION_FIELDS);
            Optional<Text> cluster = properties.required("clusterName");
            Optional<Text> principal = properties.required("principalArn");
            Optional<WrittenPolicy> policy = WrittenPolicy.of(properties, "policyArn", Optional.empty());
            if (policy.isPresent()
                    && cluster.isPresent()
                    && principal.isPresent()
                    && !entries.associate(cluster.get().value(), principal.get().value(), policy.get()::addTo)) {
                gathering.omit(
                        resource.at(),
                        resource.subject() + " belongs to the entry of "
                                + PlainText.of(principal.get().value()) + " on "
                                + PlainText.of(cluster.get().value())
                                + ", which is not in this document or is left out");
            }
        } catch (Unanswered e) {
            leaveOutWithEntry(resource, resource.subject() + " " + e.reason());
        }
    }

    /** An entry is not known without each of its policies. */
    private void leaveOutWithEntry(PulumiResource association, String reason) {
        Optional<String> cluster = textOrPartOfId(association, "clusterName", 0);
        Optional<String> principal = textOrPartOfId(association, "principalArn", 1);
        if (regions.isElsewhere(association) || belongsToLeftBehind(association)) {
            gathering.omit(association.at(), reason);
            return;
        }
        String whose = principal.isPresent()
                ? ""
                : "; nobody knows whose policy it is, so it may belong to any entry"
                        + cluster.map(name -> " of the cluster " + PlainText.of(name))
                                .orElse("");
        gathering.omit(association.at(), reason + whose);
        entries.doubt(cluster, principal, reason + whose);
    }

    /** Whether the policy takes its principal from where an entry that is left out takes it, or from that entry. */
    private boolean belongsToLeftBehind(PulumiResource association) {
        String cluster = association.written("clusterName");
        String principal = association.written("principalArn");
        if (!document.isSameAsWritten(principal) || !document.isSameAsWritten(cluster)) {
            return false;
        }
        return entries.isLeftBehind(cluster, principal)
                || entryNamedIn(principal)
                        .filter(entry ->
                                entries.isLeftBehind(entry.written("clusterName"), entry.written("principalArn")))
                        .isPresent();
    }

    private Optional<PulumiResource> entryNamedIn(String principal) {
        return principal.startsWith("${") && principal.endsWith(".principalArn}")
                ? document.resource(principal.substring(2, principal.lastIndexOf('.')))
                : Optional.empty();
    }

    /** One property, whatever is known of the others. */
    private Optional<String> text(PulumiResource resource, String name) {
        try {
            return document.known(resource, name).filter(Field::isText).flatMap(Field::text);
        } catch (Unanswered e) {
            return Optional.empty();
        }
    }

    /** What is only read may say no more of itself than its identifier, which has cluster, principal and policy. */
    private Optional<String> textOrPartOfId(PulumiResource association, String name, int part) {
        Optional<Field> id = association.id();
        Optional<String> text = text(association, name);
        if (text.isPresent() || association.says(name) || id.isEmpty()) {
            return text;
        }
        try {
            Field known = document.known(association, id.get().withMembers(Map.of("id", id.get())));
            List<String> parts = known.member("id").filter(Field::isText).flatMap(Field::text).stream()
                    .flatMap(all -> Stream.of(all.split("#", -1)))
                    .toList();
            return parts.size() == PARTS_OF_ID ? Optional.of(parts.get(part)) : Optional.empty();
        } catch (Unanswered e) {
            return Optional.empty();
        }
    }
}
