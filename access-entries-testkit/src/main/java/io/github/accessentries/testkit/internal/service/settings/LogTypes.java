package io.github.accessentries.testkit.internal.service.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which logs of the control plane are on, in the form in which EKS takes and shows them. */
final class LogTypes {

    private static final String LOGGING = "clusterLogging";
    private static final String TYPES = "types";
    private static final String ENABLED = "enabled";
    private static final List<String> ALL = List.of("api", "audit", "authenticator", "controllerManager", "scheduler");

    private LogTypes() {}

    /** Those that were on, but for what the request says; unmentioned ones stay as they were. */
    static Settings changed(Settings before, Settings request) {
        Set<String> on = enabled(before);
        for (Object setup : request.list(LOGGING)) {
            if (setup instanceof Map<?, ?> said && said.get(TYPES) instanceof List<?> types) {
                types.forEach(type -> {
                    if (Boolean.TRUE.equals(said.get(ENABLED))) {
                        on.add(String.valueOf(type));
                    } else {
                        on.remove(String.valueOf(type));
                    }
                });
            }
        }
        return shown(on);
    }

    private static Set<String> enabled(Settings logging) {
        Set<String> on = new TreeSet<>();
        for (Object setup : logging.list(LOGGING)) {
            if (setup instanceof Map<?, ?> said
                    && Boolean.TRUE.equals(said.get(ENABLED))
                    && said.get(TYPES) instanceof List<?> types) {
                types.forEach(type -> on.add(String.valueOf(type)));
            }
        }
        return on;
    }

    /** What is on first, then the rest. */
    private static Settings shown(Set<String> on) {
        List<Object> setups = new ArrayList<>();
        if (!on.isEmpty()) {
            setups.add(Settings.inOrder(TYPES, List.copyOf(on), ENABLED, true));
        }
        List<String> off = ALL.stream().filter(type -> !on.contains(type)).toList();
        if (!off.isEmpty()) {
            setups.add(Settings.inOrder(TYPES, off, ENABLED, false));
        }
        return new Settings(Map.of(LOGGING, List.copyOf(setups)));
    }
}
