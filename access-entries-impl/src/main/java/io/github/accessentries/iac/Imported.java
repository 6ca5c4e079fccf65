package io.github.accessentries.iac;

import io.github.accessentries.plan.DesiredAccess;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a document of an infrastructure tool says of access. Immutable.
 *
 * @param clusters the access of each cluster that the document names, by its name
 * @param omissions what was left out; look at it before anything is applied
 */
public record Imported(Map<String, DesiredAccess> clusters, List<Omission> omissions) {

    /**
     * Keeps copies.
     *
     * @param clusters the access of each cluster that the document names, by its name
     * @param omissions what was left out
     */
    public Imported {
        clusters = Collections.unmodifiableMap(new TreeMap<>(clusters));
        omissions = List.copyOf(omissions);
    }
}
