package io.github.accessentries.testkit.internal.kubernetes.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the columns of Pods say, out of what is told of their containers. */
final class PodCells {

    private final Row pod;
    private String reason;
    private long ready;
    private long restarts;
    private String lastRestart = "";

    private PodCells(Row pod) {
        this.pod = pod;
        this.reason = pod.text("status.reason", pod.text("status.phase"));
        if (condition("PodScheduled").stream()
                .anyMatch(each -> each.text("reason").equals("SchedulingGated"))) {
            reason = "SchedulingGated";
        }
        boolean initializing = readInitContainers();
        if (!initializing || isTrue("Initialized")) {
            readContainers();
        }
        if (pod.has("metadata.deletionTimestamp")) {
            if (pod.text("status.reason").equals("NodeLost")) {
                reason = "Unknown";
            } else if (!Set.of("Succeeded", "Failed").contains(pod.text("status.phase"))) {
                reason = "Terminating";
            }
        }
    }

    static String ready(Row pod) {
        long sidecars = pod.rows("spec.initContainers").stream()
                .filter(PodCells::isSidecar)
                .count();
        return new PodCells(pod).ready + "/" + (pod.rows("spec.containers").size() + sidecars);
    }

    static String status(Row pod) {
        return new PodCells(pod).reason;
    }

    static String restarts(Row pod) {
        PodCells cells = new PodCells(pod);
        return cells.restarts == 0 || cells.lastRestart.isEmpty()
                ? String.valueOf(cells.restarts)
                : cells.restarts + " (" + Age.since(cells.lastRestart, pod.now()) + " ago)";
    }

    static String address(Row pod) {
        List<Row> addresses = pod.rows("status.podIPs");
        return addresses.isEmpty() ? Row.NONE : addresses.get(0).text("ip", Row.NONE);
    }

    static String gates(Row pod) {
        List<Row> gates = pod.rows("spec.readinessGates");
        PodCells cells = new PodCells(pod);
        long open = gates.stream()
                .filter(gate -> cells.isTrue(gate.text("conditionType")))
                .count();
        return gates.isEmpty() ? Row.NONE : open + "/" + gates.size();
    }

    private static boolean isSidecar(Row container) {
        return container.text("restartPolicy").equals("Always");
    }

    private List<Row> condition(String type) {
        return pod.rows("status.conditions").stream()
                .filter(each -> each.text("type").equals(type))
                .toList();
    }

    private boolean isTrue(String condition) {
        return condition(condition).stream()
                .anyMatch(each -> each.text("status").equals("True"));
    }

    /** The first that is not through says how far the Pod is; restarts of those that run on count later, too. */
    private boolean readInitContainers() {
        Set<String> sidecars = new HashSet<>();
        pod.rows("spec.initContainers").stream()
                .filter(PodCells::isSidecar)
                .forEach(container -> sidecars.add(container.text("name")));
        List<Row> containers = pod.rows("status.initContainerStatuses");
        for (int i = 0; i < containers.size(); i++) {
            Row container = containers.get(i);
            boolean isSidecar = sidecars.contains(container.text("name"));
            boolean isThrough = container.has("state.terminated") && container.number("state.terminated.exitCode") == 0;
            if (isSidecar) {
                count(container);
            }
            if (isThrough || (isSidecar && container.isTrue("started"))) {
                ready += !isThrough && container.isTrue("ready") ? 1 : 0;
                continue;
            }
            reason = initReason(container, i);
            if (!isSidecar) {
                count(container);
            }
            return true;
        }
        return false;
    }

    private String initReason(Row container, int place) {
        if (container.has("state.terminated")) {
            return "Init:" + terminated(container);
        }
        String waiting = container.text("state.waiting.reason");
        return waiting.isEmpty() || waiting.equals("PodInitializing")
                ? "Init:" + place + "/" + pod.rows("spec.initContainers").size()
                : "Init:" + waiting;
    }

    private static String terminated(Row container) {
        long signal = container.number("state.terminated.signal");
        String how = signal == 0 ? "ExitCode:" + container.number("state.terminated.exitCode") : "Signal:" + signal;
        return container.text("state.terminated.reason", how);
    }

    private void readContainers() {
        boolean anyRuns = false;
        List<Row> containers = pod.rows("status.containerStatuses");
        for (int i = containers.size() - 1; i >= 0; i--) {
            Row container = containers.get(i);
            count(container);
            if (!container.text("state.waiting.reason").isEmpty()) {
                reason = container.text("state.waiting.reason");
            } else if (container.has("state.terminated")) {
                reason = terminated(container);
            } else if (container.isTrue("ready") && container.has("state.running")) {
                anyRuns = true;
                ready++;
            }
        }
        if (reason.equals("Completed") && anyRuns) {
            reason = isTrue("Ready") ? "Running" : "NotReady";
        }
    }

    private void count(Row container) {
        restarts += container.number("restartCount");
        String last = container.text("lastState.terminated.finishedAt");
        lastRestart = last.compareTo(lastRestart) > 0 ? last : lastRestart;
    }
}
