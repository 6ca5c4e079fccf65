package io.github.accessentries.internal.iac;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import io.github.accessentries.internal.field.Unanswered;
import java.util.List;
import java.util.Optional;

/**
 * A policy and its scope as a resource has them, whose schema may grow.
 *
 * @param policy the ARN of the policy
 * @param scopeType the type of its scope
 * @param namespaces the namespaces of its scope
 */
public record WrittenPolicy(Text policy, Text scopeType, List<Text> namespaces) {

    /**
     * Reads a policy with its scope beside it.
     *
     * @param members where both of them stand
     * @param policyName what the ARN of the policy is called there; its scope is {@code accessScope} everywhere
     * @param usualType the type of a scope that does not say it; empty if it has to
     * @return the policy; empty, with a fault of the document, if a part of it is missing
     * @throws Unanswered if the scope has a field that is not known
     */
    public static Optional<WrittenPolicy> of(Members members, String policyName, Optional<String> usualType)
            throws Unanswered {
        Optional<Text> policy = members.required(policyName);
        Optional<Field> scope = members.requiredField("accessScope");
        if (policy.isEmpty() || scope.isEmpty()) {
            return Optional.empty();
        }
        Members known = KnownFields.of(scope.get(), List.of("type", "namespaces"));
        Optional<Text> type = known.field("type").isEmpty() && usualType.isPresent()
                ? usualType.map(text -> new Text(text, scope.get()))
                : known.required("type");
        List<Text> namespaces = known.texts("namespaces");
        return type.map(text -> new WrittenPolicy(policy.get(), text, namespaces));
    }

    /**
     * Adds the policies of a list within an entry.
     *
     * @param items the list; each item has a policy and its scope, and nothing else
     * @param policyName what the ARN of a policy is called there
     * @param usualType the type of a scope that does not say it; empty if it has to
     * @param draft the entry
     * @throws Unanswered if one of them has a field that is not known
     */
    public static void addAll(List<Field> items, String policyName, Optional<String> usualType, EntryDraft draft)
            throws Unanswered {
        for (Field item : items) {
            of(KnownFields.of(item, List.of(policyName, "accessScope")), policyName, usualType)
                    .ifPresent(policy -> policy.addTo(draft));
        }
    }

    /**
     * Adds the policy to its entry.
     *
     * @param draft the entry
     */
    public void addTo(EntryDraft draft) {
        draft.policy(policy, Optional.of(scopeType), namespaces);
    }
}
