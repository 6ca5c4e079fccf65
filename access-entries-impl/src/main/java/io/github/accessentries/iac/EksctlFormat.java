package io.github.accessentries.iac;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredAccess;
import java.util.Map;
import java.util.Optional;

/** Reads the cluster configurations of eksctl; {@link EksctlWriter} writes them. */
enum EksctlFormat implements AccessFormat {
    /** The only one. */
    INSTANCE;

    static final String API_GROUP = "eksctl.io/";

    @Override
    public Imported read(String config, Map<String, String> values) {
        Document document = Document.parse(config, "ClusterConfig of eksctl");
        Gathering gathering = new Gathering(document);
        try {
            readConfig(Members.ofAny(document.root(), Texts.PLAIN), gathering);
        } catch (NotCarriedOver e) {
            throw new IllegalStateException("A ClusterConfig has no placeholders", e);
        }
        return gathering.finish();
    }

    private static void readConfig(Members config, Gathering gathering) throws NotCarriedOver {
        String kind = config.required("kind").map(Text::value).orElse("");
        String version = config.required("apiVersion").map(Text::value).orElse("");
        if (!kind.equals("ClusterConfig") || !version.startsWith(API_GROUP)) {
            config.at()
                    .fault("is not a ClusterConfig of eksctl: its kind is " + PlainText.quoted(kind) + ", its version "
                            + PlainText.quoted(version));
            return;
        }
        Optional<Field> metadata = config.requiredField("metadata");
        Optional<Text> cluster = metadata.isPresent()
                ? Members.ofAny(metadata.get(), Texts.PLAIN).required("name")
                : Optional.empty();
        Optional<Field> access = config.field("accessConfig");
        if (cluster.isEmpty() || access.isEmpty()) {
            return;
        }
        Members members = Members.of(
                access.get(),
                Texts.PLAIN,
                "authenticationMode",
                "bootstrapClusterCreatorAdminPermissions",
                "accessEntries");
        members.field("authenticationMode")
                .ifPresent(mode -> gathering.omit(
                        mode, "the authentication mode belongs to the cluster, not to its access entries"));
        for (Field entry : members.items("accessEntries")) {
            readEntry(entry, cluster.get().value(), gathering);
        }
    }

    private static void readEntry(Field entry, String cluster, Gathering gathering) throws NotCarriedOver {
        Members members = Members.of(
                entry, Texts.PLAIN, "principalARN", "type", "kubernetesGroups", "kubernetesUsername", "accessPolicies");
        Optional<Text> principal = members.required("principalARN");
        if (principal.isPresent()) {
            EntryDraft draft = new EntryDraft(principal.get());
            draft.type(members.text("type").filter(type -> !type.value().isEmpty()));
            draft.username(members.text("kubernetesUsername"));
            draft.groups(members.texts("kubernetesGroups"));
            for (Field policy : members.items("accessPolicies")) {
                readPolicy(Members.of(policy, Texts.PLAIN, "policyARN", "accessScope"), draft);
            }
            gathering.add(cluster, draft);
        }
    }

    private static void readPolicy(Members association, EntryDraft draft) throws NotCarriedOver {
        Optional<Text> policy = association.required("policyARN");
        Optional<Field> scope = association.requiredField("accessScope");
        if (policy.isPresent() && scope.isPresent()) {
            draft.policy(
                    policy.get(), Members.of(scope.get(), Texts.PLAIN, "type", "namespaces"), "type", "namespaces");
        }
    }

    @Override
    public Exported write(String cluster, DesiredAccess access) {
        return new EksctlWriter(cluster).write(access);
    }
}
