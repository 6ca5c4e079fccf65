package io.github.accessentries.internal.iac;

import io.github.accessentries.plan.DesiredAccess;
import java.util.List;
import java.util.Map;

/**
 * What was read out of a document.
 *
 * @param clusters the access of each cluster, by its name
 * @param leftBehind what is not in there
 */
public record Carried(Map<String, DesiredAccess> clusters, List<LeftBehind> leftBehind) {

    /**
     * Keeps copies.
     *
     * @param clusters the access of each cluster, by its name
     * @param leftBehind what is not in there
     */
    public Carried {
        clusters = Map.copyOf(clusters);
        leftBehind = List.copyOf(leftBehind);
    }
}
