package io.github.accessentries.iac;

import io.github.accessentries.EntryRules;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.plan.DesiredAccess;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Terraform's JSON; {@link TerraformWriter} writes it. */
enum TerraformFormat implements AccessFormat {
    /** The only one. */
    INSTANCE;

    /** Whose entry on which cluster. */
    private record Key(String cluster, String principal) {}

    @Override
    public Imported read(String json, Map<String, String> values) {
        Document document = Document.parse(json, "JSON of Terraform");
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
            } catch (NotCarriedOver e) {
                gathering.omit(resource.body(), e.reason());
            }
        }
        drafts.forEach((key, draft) -> gathering.add(key.cluster(), draft));
        return gathering.finish();
    }

    private static boolean isRepeated(TerraformResource resource) {
        return !resource.computed()
                && (resource.body().member("for_each").isPresent()
                        || resource.body().member("count").isPresent());
    }

    private static void readEntry(TerraformResource resource, Map<Key, EntryDraft> drafts) throws NotCarriedOver {
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
        boolean chosenByEks = resource.computed()
                && type.flatMap(text -> text.as(EntryType::of))
                        .filter(EntryType::isForNodes)
                        .isPresent();
        if (!chosenByEks) {
            draft.username(arguments
                    .text("user_name")
                    .filter(name -> !resource.computed() || !isGenerated(name.value(), principal.get())));
            draft.groups(arguments.texts("kubernetes_groups"));
        }
        Optional<Field> tags = arguments.field("tags");
        if (tags.isPresent()) {
            for (Map.Entry<String, Field> tag : tags.get().members().entrySet()) {
                arguments.texts().read(tag.getValue()).ifPresent(value -> draft.tag(tag.getKey(), value));
            }
        }
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
            throws NotCarriedOver {
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
            draft.policy(policy.get(), Members.of(block, resource.texts(), "type", "namespaces"), "type", "namespaces");
        }
    }

    @Override
    public Exported write(String cluster, DesiredAccess access) {
        return new TerraformWriter(cluster).write(access);
    }
}
