package io.github.accessentries.internal.iac.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.internal.iac.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A template as it fills, resource by resource, within what CloudFormation takes. Not thread-safe. */
final class TemplateRoom {

    private static final int MOST_RESOURCES = 500;

    /** A template in S3; one that comes with the call has a twentieth of it. */
    private static final int MOST_BYTES = 1_048_576;

    /** What stands between two resources. */
    private static final int COMMA = 1;

    private final Map<String, Object> resources = new LinkedHashMap<>();
    private final long emptyBytes = bytes(template(Map.of()));
    private long bytes = emptyBytes;

    /** Adds a resource, unless the template would become one that CloudFormation refuses; then tells why. */
    Optional<String> add(String name, Map<String, Object> resource) {
        if (resources.size() == MOST_RESOURCES) {
            return Optional.of("CloudFormation takes at most " + MOST_RESOURCES + " resources in a template");
        }
        long more = bytes(template(Map.of(name, resource))) - emptyBytes + COMMA;
        if (bytes + more > MOST_BYTES) {
            return Optional.of("CloudFormation takes at most " + MOST_BYTES + " bytes in a template");
        }
        bytes += more;
        resources.put(name, resource);
        return Optional.empty();
    }

    Map<String, Object> resources() {
        return resources;
    }

    String text() {
        return template(resources);
    }

    private static String template(Map<String, Object> resources) {
        Map<String, Object> template = new LinkedHashMap<>();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Resources", resources);
        return JsonText.of(template);
    }

    private static long bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
