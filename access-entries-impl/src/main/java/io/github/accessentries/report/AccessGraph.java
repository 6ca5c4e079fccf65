package io.github.accessentries.report;

import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByCustomPolicy;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.GrantedToMasters;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.internal.text.PlainText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Who gets what by which way: from principals over entries, policies, groups and bindings to roles. */
final class AccessGraph {

    /** The kinds of nodes, and how Graphviz and Mermaid draw them. */
    private enum Kind {
        PRINCIPAL("box", "[\"", "\"]"),
        ENTRY("note", ">\"", "\"]"),
        SUBJECT("ellipse", "([\"", "\"])"),
        BINDING("cds", "[/\"", "\"/]"),
        GRANTED("component", "[[\"", "\"]]");

        private final String shape;
        private final String open;
        private final String close;

        Kind(String shape, String open, String close) {
            this.shape = shape;
            this.open = open;
            this.close = close;
        }
    }

    private record Node(Kind kind, String label) {}

    private record Edge(Node from, Node to, String label) {}

    private final Map<Node, String> ids = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();

    private AccessGraph() {}

    static AccessGraph of(AccessReport report) {
        AccessGraph graph = new AccessGraph();
        report.notes().forEach(note -> graph.node(Kind.GRANTED, "note: " + note));
        report.doubts().forEach(doubt -> graph.node(Kind.GRANTED, "perhaps more for anybody: " + doubt));
        report.rows().forEach(graph::add);
        return graph;
    }

    private void add(ReportRow row) {
        Node holder = holder(row);
        row.grants().forEach(grant -> add(holder, grant));
        row.doubts().forEach(doubt -> edge(holder, node(Kind.GRANTED, "perhaps more: " + doubt), ""));
    }

    private Node holder(ReportRow row) {
        Subject subject = row.subject();
        if (!(subject instanceof Subject.Principal)) {
            return node(Kind.SUBJECT, subject.kind() + " " + subject.name());
        }
        Node entry = node(Kind.ENTRY, row.source() + " as " + row.username());
        edge(node(Kind.PRINCIPAL, subject.name()), entry, "");
        return entry;
    }

    private void add(Node holder, PlacedGrant grant) {
        if (grant.reason() instanceof GrantedByPolicy policy) {
            edge(
                    holder,
                    node(Kind.GRANTED, "access policy " + policy.policy()),
                    policy.scope().toString());
        } else if (grant.reason() instanceof GrantedByBinding bound) {
            Node binding = node(Kind.BINDING, Words.bindingOf(bound));
            Node role = node(Kind.GRANTED, role(bound));
            edge(via(holder, bound.subjectKind() + " " + bound.subject()), binding, "");
            edge(binding, role, Words.place(grant.where()));
        } else if (grant.reason() instanceof GrantedByCustomPolicy custom) {
            edge(
                    via(holder, "Group " + custom.policy().group()),
                    node(Kind.GRANTED, "custom policy " + custom.policy().policy()),
                    custom.policy().scope().toString());
        } else if (grant.reason() instanceof GrantedToMasters) {
            edge(via(holder, "Group " + GrantedToMasters.GROUP), node(Kind.GRANTED, "everything"), "everywhere");
        }
    }

    private static String role(GrantedByBinding bound) {
        boolean ofNamespace = bound.roleKind().equals("Role");
        return bound.roleKind() + " " + (ofNamespace ? bound.bindingNamespace() + "/" : "") + bound.role();
    }

    private Node via(Node holder, String subject) {
        Node through = node(Kind.SUBJECT, subject);
        if (!through.equals(holder)) {
            edge(holder, through, "");
        }
        return through;
    }

    private Node node(Kind kind, String label) {
        Node node = new Node(kind, label);
        ids.computeIfAbsent(node, each -> "n" + ids.size());
        return node;
    }

    private void edge(Node from, Node to, String label) {
        edges.add(new Edge(from, to, label));
    }

    String dot() {
        StringBuilder text = new StringBuilder("digraph access {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
        ids.forEach((node, id) -> text.append("  ")
                .append(id)
                .append(" [shape=")
                .append(node.kind().shape)
                .append(", label=")
                .append(dotText(node.label()))
                .append("];\n"));
        for (Edge edge : edges) {
            text.append("  ").append(ids.get(edge.from())).append(" -> ").append(ids.get(edge.to()));
            if (!edge.label().isEmpty()) {
                text.append(" [label=").append(dotText(edge.label())).append(']');
            }
            text.append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String dotText(String text) {
        return '"' + PlainText.of(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        ids.forEach((node, id) -> text.append("  ")
                .append(id)
                .append(node.kind().open)
                .append(mermaidText(node.label()))
                .append(node.kind().close)
                .append('\n'));
        for (Edge edge : edges) {
            text.append("  ").append(ids.get(edge.from())).append(" -->");
            if (!edge.label().isEmpty()) {
                text.append("|\"").append(mermaidText(edge.label())).append("\"|");
            }
            text.append(' ').append(ids.get(edge.to())).append('\n');
        }
        return text.toString();
    }

    /** Everything that Mermaid could take for its own or for HTML becomes the number of the character. */
    private static String mermaidText(String text) {
        StringBuilder escaped = new StringBuilder();
        PlainText.of(text).codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || " .,:/@+-_={}".indexOf(character) >= 0) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append('#').append(character).append(';');
            }
        });
        return escaped.toString();
    }
}
