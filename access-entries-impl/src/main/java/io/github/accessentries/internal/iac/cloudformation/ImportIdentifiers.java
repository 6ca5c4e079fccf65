package io.github.accessentries.internal.iac.cloudformation;

import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.iac.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What tells CloudFormation which entries are there already, so that a change set of the kind {@code IMPORT} takes them
 * over instead of creating them. Not thread-safe.
 */
final class ImportIdentifiers {

    /** The name of the file. */
    static final String FILE = "resources-to-import.json";

    /** As many as a change set takes. */
    static final int MOST = 200;

    private final String cluster;
    private final List<Object> resources = new ArrayList<>();

    ImportIdentifiers(String cluster) {
        this.cluster = cluster;
    }

    void add(String name, PrincipalArn principal) {
        Map<String, Object> identifier = new LinkedHashMap<>();
        identifier.put("PrincipalArn", principal.toString());
        identifier.put("ClusterName", cluster);
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("ResourceType", AccessEntryResource.TYPE);
        resource.put("LogicalResourceId", name);
        resource.put("ResourceIdentifier", identifier);
        resources.add(resource);
    }

    boolean isTooMany() {
        return resources.size() > MOST;
    }

    /** The file by its name; none if there is nothing to import. */
    Map<String, String> file() {
        return resources.isEmpty() ? Map.of() : Map.of(FILE, JsonText.of(resources));
    }
}
