package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.iac.EntryDraft;
import io.github.accessentries.internal.iac.Gathering;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads resources {@code AWS::EKS::AccessEntry}.
 *
 * @param evaluator puts what functions stand for in their places
 * @param values what was given
 */
record AccessEntryResource(TemplateEvaluator evaluator, Map<String, String> values) {

    static final String TYPE = "AWS::EKS::AccessEntry";

    /** What a value is named that stands for a tag of the whole stack, before the key of the tag. */
    private static final String STACK_TAG = "AWS::StackTags.";

    /** Adds the entry that a resource makes. */
    void read(ScopedField resource, Gathering gathering) throws Unanswered {
        Optional<ScopedField> properties = evaluator.member(resource, "Properties");
        if (properties.isEmpty()) {
            resource.field().fault("has no Properties");
            return;
        }
        Field known = new DynamicReferences(values).resolve(evaluator.evaluate(properties.get()));
        Members members = Members.of(
                known, "ClusterName", "PrincipalArn", "Type", "Username", "KubernetesGroups", "AccessPolicies", "Tags");
        Optional<Text> cluster = members.required("ClusterName");
        Optional<Text> principal = members.required("PrincipalArn");
        if (cluster.isEmpty() || principal.isEmpty()) {
            return;
        }
        EntryDraft draft = new EntryDraft(principal.get());
        draft.type(members.text("Type"));
        draft.username(members.text("Username"));
        draft.groups(withoutEmpty(members.texts("KubernetesGroups"), "KubernetesGroups"));
        for (Field policy : members.items("AccessPolicies")) {
            readPolicy(Members.of(policy, "PolicyArn", "AccessScope"), draft);
        }
        readTags(members.items("Tags"), resource.field(), draft);
        gathering.add(cluster.get(), draft);
    }

    private static void readPolicy(Members association, EntryDraft draft) throws Unanswered {
        Optional<Text> policy = association.required("PolicyArn");
        Optional<Field> scope = association.requiredField("AccessScope");
        if (policy.isPresent() && scope.isPresent()) {
            Members members = Members.of(scope.get(), "Type", "Namespaces");
            withoutEmpty(members.texts("Namespaces"), "Namespaces");
            draft.policy(policy.get(), members, "Type", "Namespaces");
        }
    }

    private static List<Text> withoutEmpty(List<Text> texts, String name) throws Unanswered {
        if (texts.stream().anyMatch(text -> text.value().isEmpty())) {
            throw new Unanswered("has an empty text in " + name + ", as CloudFormation makes it of an empty list"
                    + " parameter; give a value for the parameter, or choose AWS::NoValue by a condition");
        }
        return texts;
    }

    /** Tags of the whole stack get to each resource that does not say otherwise. */
    private void readTags(List<Field> tags, Field resource, EntryDraft draft) {
        Set<String> own = new HashSet<>();
        for (Field each : tags) {
            Members tag = Members.of(each, "Key", "Value");
            Optional<Text> key = tag.required("Key");
            Optional<Text> value = tag.required("Value");
            if (key.isPresent() && value.isPresent()) {
                own.add(key.get().value());
                draft.tag(key.get(), value.get());
            }
        }
        values.forEach((name, value) -> {
            String key = name.startsWith(STACK_TAG) ? name.substring(STACK_TAG.length()) : "";
            if (!key.isEmpty() && values.containsKey(name) && own.add(key)) { // which asks for it
                draft.tag(key, new Text(value, resource));
            }
        });
    }
}
