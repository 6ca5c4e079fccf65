package io.github.accessentries.iac;

import io.github.accessentries.plan.DesiredAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads templates of CloudFormation; {@link CloudFormationWriter} writes them. */
enum CloudFormationFormat implements AccessFormat {
    /** The only one. */
    INSTANCE;

    static final String ACCESS_ENTRY = "AWS::EKS::AccessEntry";

    private static final String CLUSTER = "AWS::EKS::Cluster";

    @Override
    public Imported read(String template, Map<String, String> values) {
        Document document = Document.parse(template, "CloudFormation template");
        Map<String, Field> sections = document.root().members();
        Gathering gathering = new Gathering(document);
        Field resources = sections.get("Resources");
        if (resources == null) {
            document.root().fault("has no Resources, so it is not a CloudFormation template");
        } else {
            Texts texts = new CloudFormationTexts(withDefaults(sections.get("Parameters"), values));
            resources.members().values().forEach(resource -> readResource(resource, texts, gathering));
        }
        return gathering.finish();
    }

    private static Map<String, String> withDefaults(@Nullable Field parameters, Map<String, String> values) {
        Map<String, String> all = new LinkedHashMap<>();
        if (parameters != null) {
            parameters
                    .members()
                    .forEach((name, parameter) ->
                            parameter.member("Default").flatMap(Field::text).ifPresent(value -> all.put(name, value)));
        }
        all.putAll(values);
        return all;
    }

    /** Other resources do not describe access entries. */
    private static void readResource(Field resource, Texts texts, Gathering gathering) {
        String type = resource.member("Type").flatMap(Field::text).orElse("");
        if (type.equals(CLUSTER)) {
            resource.member("Properties")
                    .flatMap(properties -> properties.member("AccessConfig"))
                    .ifPresent(config -> gathering.omit(
                            config, "the authentication mode belongs to the cluster, not to its access entries"));
        } else if (type.equals(ACCESS_ENTRY) && resource.member("Condition").isPresent()) {
            gathering.omit(resource, "depends on a condition, which only CloudFormation can evaluate");
        } else if (type.equals(ACCESS_ENTRY)) {
            try {
                readEntry(resource, texts, gathering);
            } catch (NotCarriedOver e) {
                gathering.omit(resource, e.reason());
            }
        }
    }

    private static void readEntry(Field resource, Texts texts, Gathering gathering) throws NotCarriedOver {
        Optional<Field> properties = Members.ofAny(resource, texts).requiredField("Properties");
        if (properties.isEmpty()) {
            return;
        }
        Members members = Members.of(
                properties.get(),
                texts,
                "ClusterName",
                "PrincipalArn",
                "Type",
                "Username",
                "KubernetesGroups",
                "AccessPolicies",
                "Tags");
        Optional<Text> cluster = members.required("ClusterName");
        Optional<Text> principal = members.required("PrincipalArn");
        if (cluster.isEmpty() || principal.isEmpty()) {
            return;
        }
        EntryDraft draft = new EntryDraft(principal.get());
        draft.type(members.text("Type"));
        draft.username(members.text("Username"));
        draft.groups(members.texts("KubernetesGroups"));
        for (Field policy : members.items("AccessPolicies")) {
            readPolicy(Members.of(policy, texts, "PolicyArn", "AccessScope"), draft);
        }
        for (Field tag : members.items("Tags")) {
            readTag(Members.of(tag, texts, "Key", "Value"), draft);
        }
        gathering.add(cluster.get().value(), draft);
    }

    private static void readPolicy(Members association, EntryDraft draft) throws NotCarriedOver {
        Optional<Text> policy = association.required("PolicyArn");
        Optional<Field> scope = association.requiredField("AccessScope");
        if (policy.isPresent() && scope.isPresent()) {
            draft.policy(
                    policy.get(),
                    Members.of(scope.get(), association.texts(), "Type", "Namespaces"),
                    "Type",
                    "Namespaces");
        }
    }

    private static void readTag(Members tag, EntryDraft draft) throws NotCarriedOver {
        Optional<Text> key = tag.required("Key");
        Optional<Text> value = tag.required("Value");
        if (key.isPresent() && value.isPresent()) {
            draft.tag(key.get().value(), value.get());
        }
    }

    @Override
    public Exported write(String cluster, DesiredAccess access) {
        return new CloudFormationWriter(cluster).write(access);
    }
}
