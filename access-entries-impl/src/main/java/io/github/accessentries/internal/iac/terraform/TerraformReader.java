package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.Gathering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Terraform's JSON; {@link TerraformWriter} writes it. */
public final class TerraformReader {

    /** Whose entry on which cluster. */
    private record Key(String cluster, String principal) {}

    private TerraformReader() {}

    /**
     * Reads a configuration, state or plan.
     *
     * @param json its JSON
     * @param values what stands for its expressions
     * @return the access that it describes
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if it is none of them, or has a fault
     */
    public static Carried read(String json, Map<String, String> values) {
        Document document = Document.parse(json, "JSON of Terraform", DocumentLimits.TERRAFORM);
        Gathering gathering = new Gathering(document);
        Map<Key, EntryDraft> drafts = new LinkedHashMap<>();
        for (TerraformResource resource : new TerraformDocument(document, values).resources()) {
            try {
                if (isRepeated(resource)) {
                    gathering.omit(resource.body(), "is created several times, which only Terraform can evaluate");
                } else if (resource.type().equals(TerraformResource.ENTRY)) {
                    readEntry(resource, drafts);
                } else {
                    readAssociation(resource, drafts, gathering);
                }
            } catch (Unanswered e) {
                gathering.omit(resource.body(), e.reason());
            }
        }
        drafts.forEach((key, draft) -> gathering.add(key.cluster(), draft));
        return gathering.finish();
    }

    private static boolean isRepeated(TerraformResource resource) {
        return !resource.isOfState()
                && (resource.body().member("for_each").isPresent()
                        || resource.body().member("count").isPresent());
    }

    private static void readEntry(TerraformResource resource, Map<Key, EntryDraft> drafts) throws Unanswered {
        Members arguments = resource.arguments(
                "cluster_name",
                "principal_arn",
                "kubernetes_groups",
                "type",
                "user_name",
                "tags",
                "region",
                "depends_on",
                "lifecycle",
                "provider",
                "timeouts");
        Optional<Text> cluster = arguments.required("cluster_name");
        Optional<Text> principal = arguments.required("principal_arn");
        if (cluster.isEmpty() || principal.isEmpty()) {
            return;
        }
        EntryDraft draft = new EntryDraft(principal.get());
        Optional<Text> type = arguments.text("type");
        draft.type(type);
        boolean chosenByEks = resource.isOfState()
                && type.flatMap(text -> text.as(EntryType::of))
                        .filter(EntryType::isForNodes)
                        .isPresent();
        if (!chosenByEks) {
            draft.username(arguments
                    .text("user_name")
                    .filter(name -> !resource.isOfState() || !isGenerated(name.value(), principal.get())));
            requireList(arguments, "kubernetes_groups");
            draft.groups(arguments.texts("kubernetes_groups"));
        }
        arguments.textsByName("tags").forEach(tag -> draft.tag(tag.getKey(), tag.getValue()));
        if (drafts.putIfAbsent(new Key(cluster.get().value(), principal.get().value()), draft) != null) {
            principal
                    .get()
                    .at()
                    .fault(principal.get().value()
                            + " already has an entry; a principal has only one, so put everything into that");
        }
    }

    /** A state contains the user name that EKS generated where none was chosen. */
    private static boolean isGenerated(String username, Text principal) {
        return principal
                .as(PrincipalArn::of)
                .map(EntryRules::generatedUsername)
                .filter(username::equals)
                .isPresent();
    }

    private static void readAssociation(TerraformResource resource, Map<Key, EntryDraft> drafts, Gathering gathering)
            throws Unanswered {
        Members arguments = resource.arguments(
                "cluster_name",
                "principal_arn",
                "policy_arn",
                "access_scope",
                "region",
                "depends_on",
                "lifecycle",
                "provider",
                "timeouts");
        Optional<Text> cluster = arguments.required("cluster_name");
        Optional<Text> principal = arguments.required("principal_arn");
        Optional<Text> policy = arguments.required("policy_arn");
        Optional<Field> scope = arguments.requiredField("access_scope");
        if (cluster.isEmpty() || principal.isEmpty() || policy.isEmpty() || scope.isEmpty()) {
            return;
        }
        EntryDraft draft =
                drafts.get(new Key(cluster.get().value(), principal.get().value()));
        if (draft == null) {
            gathering.omit(
                    resource.body(),
                    "its entry, of " + principal.get().value() + " on "
                            + cluster.get().value() + ", is not in this document");
            return;
        }
        for (Field block : scope.get().isList() ? scope.get().items() : List.of(scope.get())) {
            Members members = Members.of(block, "type", "namespaces");
            requireList(members, "namespaces");
            draft.policy(policy.get(), members, "type", "namespaces");
        }
    }

    private static void requireList(Members arguments, String name) throws Unanswered {
        if (arguments.field(name).filter(Field::isText).isPresent()) {
            throw new Unanswered("takes a list from an expression, which only Terraform can evaluate");
        }
    }
}
