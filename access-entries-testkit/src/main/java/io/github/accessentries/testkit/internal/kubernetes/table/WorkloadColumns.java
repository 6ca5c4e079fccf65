package io.github.accessentries.testkit.internal.kubernetes.table;

import static io.github.accessentries.testkit.internal.kubernetes.table.Column.AGE;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.NAME;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.number;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.text;
import static io.github.accessentries.testkit.internal.kubernetes.table.Column.wide;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The columns of what runs containers. */
final class WorkloadColumns {

    private static final String TEMPLATE = "spec.template.spec.containers";
    private static final String CRON_TEMPLATE = "spec.jobTemplate.spec.template.spec.containers";

    private WorkloadColumns() {}

    /** By group and resource. */
    static Map<String, List<Column>> all() {
        return Map.ofEntries(
                Map.entry("pods", pods()),
                Map.entry("podtemplates", podTemplates()),
                Map.entry("replicationcontrollers", replicas(row -> row.labels("spec.selector"))),
                Map.entry("replicasets.apps", replicas(WorkloadColumns::selector)),
                Map.entry("deployments.apps", deployments()),
                Map.entry("statefulsets.apps", statefulSets()),
                Map.entry("daemonsets.apps", daemonSets()),
                Map.entry("controllerrevisions.apps", revisions()),
                Map.entry("jobs.batch", jobs()),
                Map.entry("cronjobs.batch", cronJobs()),
                Map.entry("horizontalpodautoscalers.autoscaling", autoscalers()),
                Map.entry("poddisruptionbudgets.policy", disruptionBudgets()));
    }

    private static String selector(Row row) {
        return row.selector("spec.selector");
    }

    private static List<Column> pods() {
        return List.of(
                NAME,
                text("Ready", PodCells::ready),
                text("Status", PodCells::status),
                text("Restarts", PodCells::restarts),
                AGE,
                wide("IP", PodCells::address),
                wide("Node", row -> row.text("spec.nodeName", Row.NONE)),
                wide("Nominated Node", row -> row.text("status.nominatedNodeName", Row.NONE)),
                wide("Readiness Gates", PodCells::gates));
    }

    private static List<Column> podTemplates() {
        return List.of(
                NAME,
                text("Containers", row -> row.joined("template.spec.containers", "name")),
                text("Images", row -> row.joined("template.spec.containers", "image")),
                text("Pod Labels", row -> row.labels("template.metadata.labels")));
    }

    private static List<Column> replicas(Function<Row, String> selector) {
        return with(
                containers(TEMPLATE),
                List.of(wide("Selector", selector)),
                NAME,
                number("Desired", row -> row.number("spec.replicas", 1)),
                number("Current", row -> row.number("status.replicas")),
                number("Ready", row -> row.number("status.readyReplicas")),
                AGE);
    }

    private static String readyOfWanted(Row row) {
        return row.number("status.readyReplicas") + "/" + row.number("spec.replicas", 1);
    }

    private static List<Column> deployments() {
        return with(
                containers(TEMPLATE),
                List.of(wide("Selector", WorkloadColumns::selector)),
                NAME,
                text("Ready", WorkloadColumns::readyOfWanted),
                number("Up-to-date", row -> row.number("status.updatedReplicas")),
                number("Available", row -> row.number("status.availableReplicas")),
                AGE);
    }

    private static List<Column> statefulSets() {
        return with(containers(TEMPLATE), List.of(), NAME, text("Ready", WorkloadColumns::readyOfWanted), AGE);
    }

    private static List<Column> daemonSets() {
        return with(
                containers(TEMPLATE),
                List.of(wide("Selector", WorkloadColumns::selector)),
                NAME,
                number("Desired", row -> row.number("status.desiredNumberScheduled")),
                number("Current", row -> row.number("status.currentNumberScheduled")),
                number("Ready", row -> row.number("status.numberReady")),
                number("Up-to-date", row -> row.number("status.updatedNumberScheduled")),
                number("Available", row -> row.number("status.numberAvailable")),
                text("Node Selector", row -> row.labels("spec.template.spec.nodeSelector")),
                AGE);
    }

    private static List<Column> revisions() {
        return List.of(
                NAME,
                text(
                        "Controller",
                        row -> row.rows("metadata.ownerReferences").stream()
                                .filter(owner -> owner.isTrue("controller"))
                                .map(WorkloadColumns::controller)
                                .findFirst()
                                .orElse(Row.NONE)),
                number("Revision", row -> row.number("revision")),
                AGE);
    }

    private static String controller(Row owner) {
        String apiVersion = owner.text("apiVersion");
        String group = apiVersion.contains("/") ? "." + apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        return owner.text("kind").toLowerCase(Locale.ROOT) + group + "/" + owner.text("name");
    }

    private static List<Column> jobs() {
        return with(
                containers(TEMPLATE),
                List.of(wide("Selector", WorkloadColumns::selector)),
                NAME,
                text("Status", WorkloadColumns::jobStatus),
                text("Completions", WorkloadColumns::completions),
                text("Duration", WorkloadColumns::duration),
                AGE);
    }

    private static String jobStatus(Row job) {
        return hasCondition(job, "Complete")
                ? "Complete"
                : hasCondition(job, "Failed")
                        ? "Failed"
                        : job.has("metadata.deletionTimestamp")
                                ? "Terminating"
                                : Stream.of("Suspended", "FailureTarget")
                                        .filter(condition -> hasCondition(job, condition))
                                        .findFirst()
                                        .orElse("Running");
    }

    private static boolean hasCondition(Row row, String type) {
        return row.rows("status.conditions").stream()
                .anyMatch(each ->
                        each.text("type").equals(type) && each.text("status").equals("True"));
    }

    private static String completions(Row job) {
        long succeeded = job.number("status.succeeded");
        if (job.has("spec.completions")) {
            return succeeded + "/" + job.number("spec.completions");
        }
        long parallelism = job.number("spec.parallelism");
        return succeeded + "/1" + (parallelism > 1 ? " of " + parallelism : "");
    }

    private static String duration(Row job) {
        String start = job.text("status.startTime");
        return start.isEmpty() || job.has("status.completionTime")
                ? Age.between(start, job.text("status.completionTime"))
                : Age.since(start, job.now());
    }

    private static List<Column> cronJobs() {
        return with(
                containers(CRON_TEMPLATE),
                List.of(wide("Selector", row -> row.selector("spec.jobTemplate.spec.selector"))),
                NAME,
                text("Schedule", row -> row.text("spec.schedule")),
                text("Timezone", row -> row.text("spec.timeZone", Row.NONE)),
                text(
                        "Suspend",
                        row -> row.has("spec.suspend") ? row.isTrue("spec.suspend") ? "True" : "False" : "<unset>"),
                number("Active", row -> (long) row.count("status.active")),
                text(
                        "Last Schedule",
                        row -> row.has("status.lastScheduleTime") ? row.age("status.lastScheduleTime") : Row.NONE),
                AGE);
    }

    private static List<Column> autoscalers() {
        return List.of(
                NAME,
                text(
                        "Reference",
                        row -> row.text("spec.scaleTargetRef.kind") + "/" + row.text("spec.scaleTargetRef.name")),
                text("Targets", WorkloadColumns::targets),
                text("MinPods", row -> row.text("spec.minReplicas", "<unset>")),
                number("MaxPods", row -> row.number("spec.maxReplicas")),
                number("Replicas", row -> row.number("status.currentReplicas")),
                AGE);
    }

    /** Nothing measures what is stored, so that only wishes are known. */
    private static String targets(Row autoscaler) {
        List<String> targets = autoscaler.rows("spec.metrics").stream()
                .filter(metric -> metric.text("type").equals("Resource"))
                .map(metric -> metric.text("resource.name") + ": <unknown>/"
                        + (metric.has("resource.target.averageUtilization")
                                ? metric.text("resource.target.averageUtilization") + "%"
                                : metric.text("resource.target.averageValue")))
                .toList();
        return targets.isEmpty() ? Row.NONE : String.join(", ", targets);
    }

    private static List<Column> disruptionBudgets() {
        return List.of(
                NAME,
                text("Min Available", row -> row.text("spec.minAvailable", "N/A")),
                text("Max Unavailable", row -> row.text("spec.maxUnavailable", "N/A")),
                number("Allowed Disruptions", row -> row.number("status.disruptionsAllowed")),
                AGE);
    }

    private static List<Column> containers(String path) {
        return List.of(
                wide("Containers", row -> row.joined(path, "name")), wide("Images", row -> row.joined(path, "image")));
    }

    private static List<Column> with(List<Column> containers, List<Column> last, Column... first) {
        return Stream.of(List.of(first), containers, last).flatMap(List::stream).toList();
    }
}
