package io.github.accessentries.testkit.internal.kubernetes.table;

import static io.github.accessentries.testkit.internal.kubernetes.table.Column.AGE;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.NAME;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.text;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.wide;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of what connects. */
final class NetworkColumns {

    private static final int MOST_SHOWN = 3;

    private NetworkColumns() {}

    /** By group and resource. */
    static Map<String, List<Column>> all() {
        return Map.of(
                "services",
                List.of(
                        NAME,
                        text("Type", row -> row.text("spec.type")),
                        text("Cluster-IP", NetworkColumns::clusterAddress),
                        text("External-IP", NetworkColumns::externalAddress),
                        text("Port(s)", NetworkColumns::ports),
                        AGE,
                        wide("Selector", row -> row.labels("spec.selector"))),
                "endpoints",
                List.of(NAME, text("Endpoints", NetworkColumns::endpoints), AGE),
                "endpointslices.discovery.k8s.io",
                List.of(
                        NAME,
                        text("AddressType", row -> row.text("addressType")),
                        text(
                                "Ports",
                                row -> shown(
                                        row.rows("ports").stream().map(port -> port.text("port", "*")), "<unset>")),
                        text(
                                "Endpoints",
                                row -> shown(
                                        row.rows("endpoints").stream()
                                                .flatMap(endpoint -> endpoint.texts("addresses").stream()),
                                        "<unset>")),
                        AGE),
                "ingresses.networking.k8s.io",
                List.of(
                        NAME,
                        text("Class", row -> row.text("spec.ingressClassName", Row.NONE)),
                        text("Hosts", NetworkColumns::hosts),
                        text("Address", row -> addresses(row, "status.loadBalancer.ingress")),
                        text("Ports", row -> row.count("spec.tls") > 0 ? "80, 443" : "80"),
                        AGE),
                "ingressclasses.networking.k8s.io",
                List.of(
                        NAME,
                        text("Controller", row -> row.text("spec.controller")),
                        text("Parameters", NetworkColumns::parameters),
                        AGE),
                "networkpolicies.networking.k8s.io",
                List.of(NAME, text("Pod-Selector", row -> row.selector("spec.podSelector")), AGE));
    }

    private static String clusterAddress(Row service) {
        List<String> all = service.texts("spec.clusterIPs");
        return all.isEmpty() ? service.text("spec.clusterIP", Row.NONE) : all.get(0);
    }

    private static String externalAddress(Row service) {
        String given = String.join(",", service.texts("spec.externalIPs"));
        return switch (service.text("spec.type", "ClusterIP")) {
            case "ClusterIP", "NodePort" -> given.isEmpty() ? Row.NONE : given;
            case "LoadBalancer" -> {
                String all = Stream.of(addresses(service, "status.loadBalancer.ingress"), given)
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(","));
                yield all.isEmpty() ? "<pending>" : all;
            }
            case "ExternalName" -> service.text("spec.externalName");
            default -> "<unknown>";
        };
    }

    private static String addresses(Row row, String path) {
        return String.join(
                ",",
                new TreeSet<>(row.rows(path).stream()
                        .map(each -> each.text("ip", each.text("hostname")))
                        .filter(each -> !each.isEmpty())
                        .toList()));
    }

    private static String ports(Row service) {
        String ports = service.rows("spec.ports").stream()
                .map(port -> port.text("port")
                        + (port.number("nodePort") > 0 ? ":" + port.number("nodePort") : "")
                        + "/"
                        + port.text("protocol", "TCP"))
                .collect(Collectors.joining(","));
        return ports.isEmpty() ? Row.NONE : ports;
    }

    private static String endpoints(Row endpoints) {
        return shown(
                endpoints.rows("subsets").stream()
                        .flatMap(subset -> subset.rows("addresses").stream()
                                .flatMap(address -> withPorts(address.text("ip"), subset))),
                Row.NONE);
    }

    private static Stream<String> withPorts(String address, Row subset) {
        List<Row> ports = subset.rows("ports");
        String host = address.contains(":") ? "[" + address + "]" : address;
        return ports.isEmpty() ? Stream.of(address) : ports.stream().map(port -> host + ":" + port.text("port"));
    }

    private static String shown(Stream<String> values, String none) {
        List<String> all = values.toList();
        String first = all.stream().limit(MOST_SHOWN).collect(Collectors.joining(","));
        int more = all.size() - MOST_SHOWN;
        return all.isEmpty() ? none : more > 0 ? first + " + " + more + " more..." : first;
    }

    private static String hosts(Row ingress) {
        String hosts = shown(
                ingress.rows("spec.rules").stream()
                        .map(rule -> rule.text("host"))
                        .filter(host -> !host.isEmpty()),
                "*");
        return hosts;
    }

    private static String parameters(Row ingressClass) {
        if (!ingressClass.has("spec.parameters")) {
            return Row.NONE;
        }
        String group = ingressClass.text("spec.parameters.apiGroup");
        return ingressClass.text("spec.parameters.kind") + (group.isEmpty() ? "" : "." + group) + "/"
                + ingressClass.text("spec.parameters.name");
    }
}
