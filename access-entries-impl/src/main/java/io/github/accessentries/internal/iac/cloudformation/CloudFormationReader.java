package io.github.accessentries.internal.iac.cloudformation;

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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads templates of CloudFormation; {@link CloudFormationWriter} writes them. */
public final class CloudFormationReader {

    static final String ACCESS_ENTRY = "AWS::EKS::AccessEntry";

    private static final String CLUSTER = "AWS::EKS::Cluster";

    private CloudFormationReader() {}

    /**
     * Reads a template.
     *
     * @param template the template
     * @param values the values of its parameters, pseudo parameters and references
     * @return the access that it describes
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if it is no template, or has a fault
     */
    public static Carried read(String template, Map<String, String> values) {
        Document document = Document.parse(template, "CloudFormation template", DocumentLimits.CLOUDFORMATION_TEMPLATE);
        Map<String, Field> sections = document.root().members();
        Gathering gathering = new Gathering(document);
        Field resources = sections.get("Resources");
        if (resources == null) {
            document.root().fault("has no Resources, so it is not a CloudFormation template");
        } else {
            CloudFormationFunctions functions =
                    new CloudFormationFunctions(withDefaults(sections.get("Parameters"), values));
            resources.members().values().forEach(resource -> readResource(resource, functions, gathering));
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
    private static void readResource(Field resource, CloudFormationFunctions functions, Gathering gathering) {
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
                readEntry(resource, functions, gathering);
            } catch (Unanswered e) {
                gathering.omit(resource, e.reason());
            }
        }
    }

    private static void readEntry(Field resource, CloudFormationFunctions functions, Gathering gathering)
            throws Unanswered {
        Optional<Field> properties = Members.ofAny(resource).requiredField("Properties");
        if (properties.isEmpty()) {
            return;
        }
        Members members = Members.of(
                functions.evaluate(properties.get()),
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
        members.items("AccessPolicies")
                .forEach(policy -> readPolicy(Members.of(policy, "PolicyArn", "AccessScope"), draft));
        members.items("Tags").forEach(tag -> readTag(Members.of(tag, "Key", "Value"), draft));
        gathering.add(cluster.get().value(), draft);
    }

    private static void readPolicy(Members association, EntryDraft draft) {
        Optional<Text> policy = association.required("PolicyArn");
        Optional<Field> scope = association.requiredField("AccessScope");
        if (policy.isPresent() && scope.isPresent()) {
            draft.policy(policy.get(), Members.of(scope.get(), "Type", "Namespaces"), "Type", "Namespaces");
        }
    }

    private static void readTag(Members tag, EntryDraft draft) {
        Optional<Text> key = tag.required("Key");
        Optional<Text> value = tag.required("Value");
        if (key.isPresent() && value.isPresent()) {
            draft.tag(key.get().value(), value.get());
        }
    }
}
