package io.github.accessentries.testkit.internal.wire.iam;

import io.github.accessentries.testkit.internal.service.role.RoleOperations;
import io.github.accessentries.testkit.internal.wire.query.Form;
import io.github.accessentries.testkit.internal.wire.query.QueryAnswer;
import io.github.accessentries.testkit.internal.wire.query.QueryOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies of roles, on the wire: those attached are kept, and have no effect; there are no others. */
final class PolicyCodec {

    private static final String NAME = "RoleName";
    private static final String POLICY = "PolicyArn";

    private final RoleOperations roles;

    PolicyCodec(RoleOperations roles) {
        this.roles = roles;
    }

    List<QueryOperation> operations() {
        return List.of(
                QueryOperation.of("AttachRolePolicy", this::attach),
                QueryOperation.of("DetachRolePolicy", this::detach),
                QueryOperation.of("ListAttachedRolePolicies", this::listAttached),
                QueryOperation.of("ListRolePolicies", form -> listNone(form, "PolicyNames")),
                QueryOperation.of("ListInstanceProfilesForRole", form -> listNone(form, "InstanceProfiles")));
    }

    private QueryOperation.Action attach(Form form) {
        String name = form.required(NAME);
        String policy = form.required(POLICY);
        return by -> {
            roles.attach(by.orElseThrow().caller(), name, policy);
            return Optional.empty();
        };
    }

    private QueryOperation.Action detach(Form form) {
        String name = form.required(NAME);
        String policy = form.required(POLICY);
        return by -> {
            roles.detach(by.orElseThrow().caller(), name, policy);
            return Optional.empty();
        };
    }

    private QueryOperation.Action listAttached(Form form) {
        String name = form.required(NAME);
        String prefix = form.text("PathPrefix").orElse("/");
        PageOfNames page = PageOfNames.of(form);
        return by -> {
            List<Map.Entry<String, String>> policies =
                    roles.get(by.orElseThrow().caller(), name).details().policies().entrySet().stream()
                            .filter(policy -> path(policy.getKey()).startsWith(prefix))
                            .toList();
            return Optional.of(page.answer("AttachedPolicies", policies, Map.Entry::getKey, PolicyCodec::policy));
        };
    }

    /** The path in the ARN of a policy: what is between its type and its name. */
    private static String path(String policyArn) {
        int slash = policyArn.indexOf('/');
        return slash < 0 ? "/" : policyArn.substring(slash, policyArn.lastIndexOf('/') + 1);
    }

    private static QueryAnswer policy(Map.Entry<String, String> policy) {
        return new QueryAnswer().with("PolicyName", policy.getValue()).with(POLICY, policy.getKey());
    }

    /** For what no role has here, so that tools which look before they delete find nothing. */
    private QueryOperation.Action listNone(Form form, String member) {
        String name = form.required(NAME);
        PageOfNames page = PageOfNames.of(form);
        return by -> {
            roles.get(by.orElseThrow().caller(), name);
            return Optional.of(page.answer(member, List.<String>of(), text -> text, text -> text));
        };
    }
}
