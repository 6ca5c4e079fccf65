package io.github.accessentries.awsauth;

import io.github.accessentries.awsauth.AwsAuth.ArnMapping;
import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads {@code aws-auth} with the quirks of the public authenticator. It reads the nodes of the YAML without turning
 * them into objects, so that everything stays as it was written and an account keeps its leading zeros.
 */
final class AwsAuthReader {

    /** The ways to write an empty value. */
    private static final Set<String> EMPTY = Set.of("", "\"\"", "''", "``");

    private final List<String> faults = new ArrayList<>();

    AwsAuth read(Map<String, String> data) {
        return AwsAuth.builder()
                .roles(mappings("mapRoles", "rolearn", data))
                .users(mappings("mapUsers", "userarn", data))
                .accounts(accounts(data))
                .faults(faults)
                .build();
    }

    private List<ArnMapping> mappings(String key, String arnKey, Map<String, String> data) {
        List<ArnMapping> mappings = new ArrayList<>();
        List<Node> items = items(key, data);
        for (int i = 0; i < items.size(); i++) {
            String place = key + "[" + i + "]";
            try {
                mappings.add(mapping(items.get(i), arnKey));
            } catch (BadMapping e) {
                faults.add(place + ": " + e.getMessage());
            }
        }
        return mappings;
    }

    private static ArnMapping mapping(Node item, String arnKey) throws BadMapping {
        Map<String, Node> members = members(item);
        if (members.containsKey("sso") && arnKey.equals("rolearn")) {
            throw new BadMapping(
                    "has sso, which clusters do not support by default, and never together with rolearn; give the"
                            + " rolearn of the permission set's role, without its path");
        }
        Optional<String> arn = text(members, arnKey);
        if (arn.isEmpty() || arn.get().isEmpty()) {
            throw new BadMapping("has no " + arnKey);
        }
        return ArnMapping.of(arn.get(), text(members, "username").orElse(""), groups(members));
    }

    private static Map<String, Node> members(Node item) throws BadMapping {
        if (!(item instanceof MappingNode mapping)) {
            throw new BadMapping("is not a mapping of keys to values");
        }
        Map<String, Node> members = new TreeMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                members.put(key.getValue().toLowerCase(Locale.ROOT), tuple.getValueNode());
            }
        }
        return members;
    }

    private static Optional<String> text(Map<String, Node> members, String key) throws BadMapping {
        Node node = members.get(key);
        return node == null || node.getTag().equals(Tag.NULL) ? Optional.empty() : Optional.of(text(node, key));
    }

    private static String text(Node node, String what) throws BadMapping {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        throw new BadMapping("has a " + what + " that is not text; put it in quotes");
    }

    private static List<String> groups(Map<String, Node> members) throws BadMapping {
        Node node = members.get("groups");
        if (node == null || node.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw new BadMapping("has groups that are not a list");
        }
        List<String> groups = new ArrayList<>();
        for (Node group : sequence.getValue()) {
            groups.add(text(group, "group"));
        }
        return groups;
    }

    /** Numbers without quotes are accounts too. */
    private List<String> accounts(Map<String, String> data) {
        List<String> accounts = new ArrayList<>();
        List<Node> items = items("mapAccounts", data);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof ScalarNode account && !account.getTag().equals(Tag.NULL)) {
                accounts.add(account.getValue());
            } else {
                faults.add("mapAccounts[" + i + "]: is not an account");
            }
        }
        return accounts;
    }

    private List<Node> items(String key, Map<String, String> data) {
        String yaml = data.getOrDefault(key, "");
        if (EMPTY.contains(yaml.strip())) {
            return List.of();
        }
        try {
            Optional<Node> root = BoundedYaml.compose(yaml, DocumentLimits.AWS_AUTH)
                    .filter(node -> !node.getTag().equals(Tag.NULL));
            if (root.isEmpty()) {
                return List.of();
            }
            if (root.get() instanceof SequenceNode list) {
                return list.getValue();
            }
            faults.add(key + ": is not a list");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            faults.add(key + ", line " + line + ": " + e.getProblem());
        } catch (YAMLException e) {
            faults.add(key + ": " + e.getMessage());
        }
        return List.of();
    }

    /** The reason for leaving out one mapping. */
    private static final class BadMapping extends Exception {

        private static final long serialVersionUID = 1L;

        BadMapping(String message) {
            super(message);
        }
    }
}
