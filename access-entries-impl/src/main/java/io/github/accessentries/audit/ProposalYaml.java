package io.github.accessentries.audit;

import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A proposal as YAML. Written by hand since no writer of YAML makes comments. Every text is in quotes, in which the escapes of
 * {@link PlainText} are those of YAML.
 */
final class ProposalYaml {

    private ProposalYaml() {}

    static String policies(List<CustomPolicy> policies, List<ProposedPart> parts) {
        StringBuilder yaml = new StringBuilder(policies.isEmpty() ? "policies: {}\n" : "policies:\n");
        for (int i = 0; i < policies.size(); i++) {
            yaml.append("  # to be granted ").append(parts.get(i).scope()).append('\n');
            yaml.append("  ").append(PlainText.quoted(policies.get(i).name())).append(":\n    rules:\n");
            parts.get(i).rules().forEach(rule -> append(yaml, "      ", rule, ProposalYaml::quotedInFile));
        }
        return yaml.toString();
    }

    static String clusterRoles(List<CustomPolicy> policies, List<ProposedPart> parts) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < policies.size(); i++) {
            yaml.append("---\n# to be bound ")
                    .append(parts.get(i).scope())
                    .append("\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: ")
                    .append(PlainText.quoted(policies.get(i).name()))
                    .append("\nrules:\n");
            parts.get(i).rules().forEach(rule -> append(yaml, "  ", rule, PlainText::quoted));
        }
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, String indent, ProposedRule proposed, UnaryOperator<String> quoted) {
        yaml.append(indent).append("# ").append(proposed.evidence()).append('\n');
        String start = indent + "- ";
        for (String member : members(proposed.rule(), quoted)) {
            yaml.append(start).append(member).append('\n');
            start = indent + "  ";
        }
    }

    private static List<String> members(Rule rule, UnaryOperator<String> quoted) {
        List<String> members = new ArrayList<>();
        if (!rule.paths().isEmpty()) {
            members.add("nonResourceURLs: " + list(rule.paths(), quoted));
        } else {
            members.add("apiGroups: " + list(rule.apiGroups(), quoted));
            members.add("resources: " + list(rule.resources(), quoted));
            if (!rule.resourceNames().isEmpty()) {
                members.add("resourceNames: " + list(rule.resourceNames(), quoted));
            }
        }
        members.add("verbs: " + list(rule.verbs(), quoted));
        return members;
    }

    private static String list(List<String> texts, UnaryOperator<String> quoted) {
        return texts.stream().map(quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** In a file of desired access, a dollar and a brace begin a variable. */
    private static String quotedInFile(String text) {
        return PlainText.quoted(text.replace("${", "$${"));
    }
}
