package io.github.accessentries.rbac;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authn.KubernetesUser;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.policy.PolicyCatalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A second authorizer, slow and obviously right: each question goes through every binding and every entry, by the words of
 * the Kubernetes documentation and of the decisions about access policies. Nothing in it is compiled, and it shares no code
 * with the engine.
 */
record NaiveModel(List<AccessEntry> entries, RbacObjects rbac, AwsAuth awsAuth, PolicyCatalogue catalogue) {

    /** What allows a request, in short words, in the order in which an API server asks. */
    List<String> grounds(KubernetesUser user, AccessRequest request) {
        List<String> grounds = new ArrayList<>();
        List<String> groups = new ArrayList<>(user.groups());
        Optional<String> arn = user.extra(KubernetesUser.CANONICAL_ARN);
        if (arn.isPresent() && !groups.contains("system:authenticated")) {
            groups.add("system:authenticated");
        }
        if (groups.contains("system:masters")) {
            grounds.add("masters");
        }
        for (RbacBinding binding : rbac.bindings()) {
            for (RbacSubject subject : binding.subjects()) {
                boolean here =
                        binding.namespace() == null || request.namespace().equals(Optional.of(binding.namespace()));
                if (here && isBound(subject, binding, user.username(), groups) && allows(rulesOf(binding), request)) {
                    grounds.add("binding " + binding.name() + " to " + subject.kind() + " " + subject.name());
                }
            }
        }
        policiesOf(arn.orElse("")).stream()
                .filter(association -> reaches(association, request))
                .filter(association -> allows(rulesOf(association), request))
                .forEach(association -> grounds.add("policy " + association.policy()));
        return grounds;
    }

    boolean allowed(KubernetesUser user, AccessRequest request) {
        return !grounds(user, request).isEmpty();
    }

    /** Whether a policy holds for a request whose rules are not all known, or the entry is not told from another. */
    boolean doubtful(KubernetesUser user, AccessRequest request) {
        String arn = user.extra(KubernetesUser.CANONICAL_ARN).orElse("");
        return entriesOf(arn).size() > 1
                || policiesOf(arn).stream()
                        .anyMatch(association -> reaches(association, request)
                                && !catalogue
                                        .find(association.policy())
                                        .orElseThrow()
                                        .complete());
    }

    private static boolean isBound(RbacSubject subject, RbacBinding binding, String username, List<String> groups) {
        return switch (subject.kind()) {
            case "User" -> !username.isEmpty() && subject.name().equals(username);
            case "Group" -> groups.contains(subject.name());
            case "ServiceAccount" ->
                username.equals("system:serviceaccount:"
                        + (subject.namespace() == null ? binding.namespace() : subject.namespace()) + ":"
                        + subject.name());
            default -> false;
        };
    }

    private List<Rule> rulesOf(RbacBinding binding) {
        boolean clusterRole = binding.roleKind().equals("ClusterRole");
        if (!clusterRole && binding.namespace() == null) {
            return List.of();
        }
        return rbac.roles().stream()
                .filter(role -> role.name().equals(binding.role()))
                .filter(role -> clusterRole
                        ? role.namespace() == null
                        : Objects.equals(binding.namespace(), role.namespace()) && role.namespace() != null)
                .findFirst()
                .map(RbacRole::rules)
                .orElse(List.of());
    }

    private List<AccessEntry> entriesOf(String arn) {
        return entries.stream()
                .filter(entry -> entry.principal().canonical().equalsIgnoreCase(arn))
                .toList();
    }

    private List<PolicyAssociation> policiesOf(String arn) {
        List<AccessEntry> same = entriesOf(arn);
        return same.size() == 1 ? same.get(0).policies() : List.of();
    }

    private static boolean reaches(PolicyAssociation association, AccessRequest request) {
        return association.scope().isClusterWide()
                || request.namespace().map(association.scope()::includes).orElse(false);
    }

    private List<Rule> rulesOf(PolicyAssociation association) {
        return catalogue.find(association.policy()).orElseThrow().rules();
    }

    private static boolean allows(List<Rule> rules, AccessRequest request) {
        for (Rule rule : rules) {
            if (allows(rule, request)) {
                return true;
            }
        }
        return false;
    }

    /** The functions of Kubernetes' own RBAC code, one by one; loops, as there, since tests ask this millions of times. */
    static boolean allows(Rule rule, AccessRequest request) {
        if (!hasOrAll(rule.verbs(), request.verb())) {
            return false;
        }
        if (request.path().isPresent()) {
            return anyPathMatches(rule.paths(), request.path().get());
        }
        if (!hasOrAll(rule.apiGroups(), request.apiGroup())) {
            return false;
        }
        String subresource = request.subresource().orElse("");
        String combined = subresource.isEmpty() ? request.resource() : request.resource() + "/" + subresource;
        return anyResourceMatches(rule.resources(), combined, subresource)
                && (rule.resourceNames().isEmpty()
                        || rule.resourceNames().contains(request.name().orElse("")));
    }

    private static boolean hasOrAll(List<String> allowed, String wanted) {
        return allowed.contains("*") || allowed.contains(wanted);
    }

    private static boolean anyPathMatches(List<String> allowed, String path) {
        for (String each : allowed) {
            if (pathMatches(each, path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyResourceMatches(List<String> allowed, String combined, String subresource) {
        for (String each : allowed) {
            if (resourceMatches(each, combined, subresource)) {
                return true;
            }
        }
        return false;
    }

    private static boolean resourceMatches(String allowed, String combined, String subresource) {
        if (allowed.equals("*") || allowed.equals(combined)) {
            return true;
        }
        return !subresource.isEmpty()
                && allowed.length() == subresource.length() + 2
                && allowed.startsWith("*/")
                && allowed.endsWith(subresource);
    }

    private static boolean pathMatches(String allowed, String path) {
        return allowed.equals("*")
                || allowed.equals(path)
                || (allowed.endsWith("*") && path.startsWith(allowed.replaceFirst("[*]+$", "")));
    }

    /** Every user that a subject can be: by name of the subject, and of the session where that matters. */
    Map<String, KubernetesUser> users() {
        Map<String, KubernetesUser> users = new LinkedHashMap<>();
        Set<String> hidden = new HashSet<>();
        for (AccessEntry entry : entries) {
            hidden.add(entry.principal().canonical());
            addPrincipal(users, entry.principal(), entry.username(), List.copyOf(entry.groups()));
        }
        List<AwsAuth.ArnMapping> mappings = new ArrayList<>(awsAuth.users());
        mappings.addAll(awsAuth.roles());
        Map<String, AwsAuth.ArnMapping> last = new LinkedHashMap<>();
        mappings.forEach(mapping -> last.put(mapping.arn(), mapping));
        last.forEach((arn, mapping) -> {
            if (!hidden.contains(arn)) {
                addPrincipal(users, PrincipalArn.of(arn), mapping.username(), mapping.groups());
            }
        });
        users.put("Group \"system:masters\"", groupMember("system:masters"));
        for (RbacBinding binding : rbac.bindings()) {
            for (RbacSubject subject : binding.subjects()) {
                addSubject(users, subject, binding);
            }
        }
        return users;
    }

    private void addPrincipal(
            Map<String, KubernetesUser> users, PrincipalArn principal, String template, List<String> groups) {
        users.put(principal.toString(), principalUser(principal, template, groups));
        if (template.contains("{{SessionName}}")) {
            for (RbacBinding binding : rbac.bindings()) {
                for (RbacSubject subject : binding.subjects()) {
                    String[] around = template.split("\\{\\{SessionName}}", -1);
                    String name = subject.name();
                    if (subject.kind().equals("User")
                            && name.startsWith(around[0])
                            && name.endsWith(around[1])
                            && name.substring(around[0].length(), name.length() - around[1].length())
                                    .matches("[\\w+=,.-]{2,64}")) {
                        users.put(principal + " as \"" + name + "\"", principalUser(principal, name, groups));
                    }
                }
            }
        }
    }

    private static KubernetesUser principalUser(PrincipalArn principal, String username, List<String> groups) {
        return KubernetesUser.builder()
                .username(username)
                .groups(groups)
                .putExtra(KubernetesUser.CANONICAL_ARN, List.of(principal.canonical()))
                .build();
    }

    private static void addSubject(Map<String, KubernetesUser> users, RbacSubject subject, RbacBinding binding) {
        switch (subject.kind()) {
            case "User" ->
                users.put(
                        "User \"" + subject.name() + "\"",
                        KubernetesUser.builder()
                                .username(subject.name())
                                .addGroups("system:authenticated")
                                .build());
            case "Group" -> users.put("Group \"" + subject.name() + "\"", groupMember(subject.name()));
            case "ServiceAccount" -> {
                String namespace = subject.namespace() == null ? binding.namespace() : subject.namespace();
                if (namespace != null) {
                    users.put(
                            "ServiceAccount \"" + subject.name() + "/" + namespace + "\"",
                            KubernetesUser.builder()
                                    .username("system:serviceaccount:" + namespace + ":" + subject.name())
                                    .addGroups(
                                            "system:serviceaccounts",
                                            "system:serviceaccounts:" + namespace,
                                            "system:authenticated")
                                    .build());
                }
            }
            default -> {
                // Not known to Kubernetes.
            }
        }
    }

    private static KubernetesUser groupMember(String group) {
        return KubernetesUser.builder().username("").addGroups(group).build();
    }
}
