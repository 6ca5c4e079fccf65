package io.github.accessentries.testkit.internal.seed;

import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads seeds in YAML or JSON. */
public final class SeedReader {

    private static final String VERSION = "1";

    private final SeedFaults faults = new SeedFaults();

    private SeedReader() {}

    /**
     * Reads a seed.
     *
     * @param text a document in YAML or JSON
     * @return what it says
     * @throws IllegalArgumentException if it cannot be read, with every fault and its line
     */
    public static Seed read(String text) {
        return new SeedReader().seed(compose(text));
    }

    private static Node compose(String text) {
        try {
            return BoundedYaml.compose(text, DocumentLimits.FAKE_SEED)
                    .orElseThrow(() -> SeedFaults.refusal(List.of("it is empty")));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw SeedFaults.refusal(List.of("line " + line + ": is neither YAML nor JSON: " + e.getProblem()));
        } catch (YAMLException e) {
            throw SeedFaults.refusal(List.of("it cannot be read: " + e.getMessage()));
        }
    }

    private Seed seed(Node document) {
        SeedNode root = SeedNode.root(document, faults);
        Map<String, SeedNode> file = root.members("version", "principals", "clusters");
        required(root, file, "version")
                .filter(version -> !version.equals(VERSION))
                .ifPresent(version -> root.fault(
                        "version " + PlainText.quoted(version) + " is not one of this form; use " + VERSION));
        Seed seed = new Seed(
                items(file, "principals").stream()
                        .map(this::principal)
                        .flatMap(Optional::stream)
                        .toList(),
                items(file, "clusters").stream()
                        .map(this::cluster)
                        .flatMap(Optional::stream)
                        .toList());
        faults.throwIfAny();
        return seed;
    }

    private Optional<Seed.Principal> principal(SeedNode node) {
        if (node.isText()) {
            return node.text().map(arn -> new Seed.Principal(node.place(), arn, Optional.empty()));
        }
        Map<String, SeedNode> members = node.members("arn", "accessKeyId", "secretAccessKey");
        Optional<String> id = text(members, "accessKeyId");
        Optional<String> secret = text(members, "secretAccessKey");
        if (members.containsKey("accessKeyId") != members.containsKey("secretAccessKey")) {
            node.fault("needs both accessKeyId and secretAccessKey, or neither");
        }
        return required(node, members, "arn")
                .map(arn -> new Seed.Principal(
                        node.place(), arn, id.flatMap(key -> secret.map(value -> new Seed.Keys(key, value)))));
    }

    private Optional<Seed.Cluster> cluster(SeedNode node) {
        Map<String, SeedNode> members =
                node.members("name", "mode", "kubernetesVersion", "platformVersion", "entries", "rbac", "aws-auth");
        Optional<String> kubernetes = text(members, "kubernetesVersion");
        Optional<String> platform = text(members, "platformVersion");
        if (members.containsKey("kubernetesVersion") != members.containsKey("platformVersion")) {
            node.fault("needs both kubernetesVersion and platformVersion, or neither");
        }
        List<Seed.Entry> entries = items(members, "entries").stream()
                .map(this::entry)
                .flatMap(Optional::stream)
                .toList();
        Optional<String> mode = text(members, "mode");
        Optional<Seed.Text> rbac = placedText(members, "rbac");
        Optional<Seed.Text> awsAuth = placedText(members, "aws-auth");
        return required(node, members, "name")
                .map(name -> new Seed.Cluster(
                        node.place(),
                        name,
                        mode,
                        kubernetes.flatMap(version -> platform.map(other -> new Seed.Platform(version, other))),
                        entries,
                        rbac,
                        awsAuth));
    }

    private Optional<Seed.Entry> entry(SeedNode node) {
        Map<String, SeedNode> members = node.members("principal", "type", "username", "groups", "policies", "tags");
        List<Seed.Policy> policies = items(members, "policies").stream()
                .map(this::policy)
                .flatMap(Optional::stream)
                .toList();
        Optional<String> type = text(members, "type");
        Optional<String> username = text(members, "username");
        List<String> groups = texts(members, "groups");
        Map<String, String> tags = new LinkedHashMap<>();
        SeedNode tagged = members.get("tags");
        if (tagged != null) {
            tagged.members().forEach((key, value) -> value.text().ifPresent(text -> tags.put(key, text)));
        }
        return required(node, members, "principal")
                .map(principal -> new Seed.Entry(node.place(), principal, type, username, groups, policies, tags));
    }

    private Optional<Seed.Policy> policy(SeedNode node) {
        Map<String, SeedNode> members = node.members("policy", "scope", "namespaces");
        Optional<String> scope = text(members, "scope");
        List<String> namespaces = texts(members, "namespaces");
        if (members.containsKey("scope") == members.containsKey("namespaces")) {
            node.fault("needs either scope: cluster or namespaces");
        }
        scope.filter(name -> !name.equals("cluster"))
                .ifPresent(name -> node.fault(
                        "scope " + PlainText.quoted(name) + " is none; use cluster, or name namespaces instead"));
        if (members.containsKey("namespaces") && namespaces.isEmpty()) {
            node.fault("names no namespace; use scope: cluster for the whole cluster");
        }
        return required(node, members, "policy").map(policy -> new Seed.Policy(node.place(), policy, namespaces));
    }

    private static Optional<String> required(SeedNode at, Map<String, SeedNode> members, String name) {
        if (!members.containsKey(name)) {
            at.fault("needs " + name);
        }
        return text(members, name);
    }

    private static Optional<String> text(Map<String, SeedNode> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(SeedNode::text);
    }

    private static Optional<Seed.Text> placedText(Map<String, SeedNode> members, String name) {
        @Nullable SeedNode member = members.get(name);
        return member == null ? Optional.empty() : member.text().map(value -> new Seed.Text(member.place(), value));
    }

    private static List<SeedNode> items(Map<String, SeedNode> members, String name) {
        @Nullable SeedNode member = members.get(name);
        return member == null ? List.of() : member.items();
    }

    private static List<String> texts(Map<String, SeedNode> members, String name) {
        List<String> texts = new ArrayList<>();
        items(members, name).forEach(item -> item.text().ifPresent(texts::add));
        return texts;
    }
}
