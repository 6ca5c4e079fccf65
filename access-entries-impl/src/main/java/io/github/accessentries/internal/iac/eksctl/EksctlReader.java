package io.github.accessentries.internal.iac.eksctl;

import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.field.Document;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.iac.Carried;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.Gathering;
import io.github.accessentries.internal.text.PlainText;
import java.util.Optional;

/** Reads the cluster configurations of eksctl; {@link EksctlWriter} writes them. */
public final class EksctlReader {

    static final String API_GROUP = "eksctl.io/";

    private EksctlReader() {}

    /**
     * Reads a configuration.
     *
     * @param config the configuration
     * @return the access that it describes
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if it is none, or has a fault
     */
    public static Carried read(String config) {
        Document document = Document.parse(config, "ClusterConfig of eksctl", DocumentLimits.TEAM_MANIFEST);
        Gathering gathering = new Gathering(document);
        readConfig(Members.ofAny(document.root()), gathering);
        return gathering.finish();
    }

    private static void readConfig(Members config, Gathering gathering) {
        String kind = config.required("kind").map(Text::value).orElse("");
        String version = config.required("apiVersion").map(Text::value).orElse("");
        if (!kind.equals("ClusterConfig") || !version.startsWith(API_GROUP)) {
            config.at()
                    .fault("is not a ClusterConfig of eksctl: its kind is " + PlainText.quoted(kind) + ", its version "
                            + PlainText.quoted(version));
            return;
        }
        Optional<Field> metadata = config.requiredField("metadata");
        Optional<Text> cluster = metadata.flatMap(field -> Members.ofAny(field).required("name"));
        Optional<Field> access = config.field("accessConfig");
        if (cluster.isEmpty() || access.isEmpty()) {
            return;
        }
        Members members = Members.of(
                access.get(), "authenticationMode", "bootstrapClusterCreatorAdminPermissions", "accessEntries");
        members.field("authenticationMode")
                .ifPresent(mode -> gathering.omit(
                        mode, "the authentication mode belongs to the cluster, not to its access entries"));
        members.items("accessEntries")
                .forEach(entry -> readEntry(entry, cluster.get().value(), gathering));
    }

    private static void readEntry(Field entry, String cluster, Gathering gathering) {
        Members members =
                Members.of(entry, "principalARN", "type", "kubernetesGroups", "kubernetesUsername", "accessPolicies");
        members.required("principalARN").ifPresent(principal -> {
            EntryDraft draft = new EntryDraft(principal);
            draft.type(members.text("type").filter(type -> !type.value().isEmpty()));
            draft.username(members.text("kubernetesUsername"));
            draft.groups(members.texts("kubernetesGroups"));
            members.items("accessPolicies")
                    .forEach(policy -> readPolicy(Members.of(policy, "policyARN", "accessScope"), draft));
            gathering.add(cluster, draft);
        });
    }

    private static void readPolicy(Members association, EntryDraft draft) {
        Optional<Text> policy = association.required("policyARN");
        Optional<Field> scope = association.requiredField("accessScope");
        if (policy.isPresent() && scope.isPresent()) {
            draft.policy(policy.get(), Members.of(scope.get(), "type", "namespaces"), "type", "namespaces");
        }
    }
}
