package io.github.accessentries.testkit.internal.kubernetes.ownership;

import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who writes an object, as {@code metadata.managedFields} keeps it.
 *
 * @param name the name it goes by
 * @param type the kind of the object, at the version in which it is written
 * @param subresource the part that is written, empty for the object itself
 * @param schema what is known of the kind
 * @param at when
 */
public record FieldManager(String name, ResourceType type, String subresource, Optional<Schema> schema, Instant at) {

    private static final int LONGEST_NAME = 128;
    private static final String PARAMETER = "fieldManager";
    private static final ResourceType PATCH_OPTIONS = options("PatchOptions");

    private static ResourceType options(String kind) {
        return new ResourceType("meta.k8s.io", "v1", "", kind, "", false, List.of(), List.of(), Set.of(), Set.of());
    }

    /**
     * The name of whoever applies, which must be given.
     *
     * @param parameter the parameter {@code fieldManager} of the request
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if it is missing, or cannot be a name
     */
    public static String nameOfApplier(Optional<String> parameter) {
        if (parameter.isEmpty()) {
            throw ApiFaults.invalid(
                    PATCH_OPTIONS, "", List.of(Cause.required(PARAMETER, "is required for apply patch")));
        }
        return checked(parameter.get(), "PatchOptions");
    }

    /**
     * The name of whoever writes in another way.
     *
     * @param parameter the parameter {@code fieldManager} of the request
     * @param userAgent the header, of which the first part counts if there is no parameter
     * @param options the kind of the parameters, for example {@code UpdateOptions}
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if the parameter cannot be a name
     */
    public static String nameOfWriter(Optional<String> parameter, String userAgent, String options) {
        return parameter.isPresent() ? checked(parameter.get(), options) : ofUserAgent(userAgent);
    }

    private static String checked(String name, String options) {
        if (name.length() > LONGEST_NAME) {
            throw ApiFaults.invalid(
                    options(options),
                    "",
                    List.of(new Cause("FieldValueTooLong", PARAMETER, "Too long: may not be more than 128 bytes")));
        }
        if (name.codePoints().anyMatch(FieldManager::isHidden)) {
            throw ApiFaults.invalid(
                    options(options),
                    "",
                    List.of(Cause.invalid(
                            PARAMETER,
                            PathElement.value(new JsonPrimitive(name)).text(),
                            "should only contain printable characters")));
        }
        return name;
    }

    private static String ofUserAgent(String userAgent) {
        StringBuilder name = new StringBuilder();
        userAgent
                .split("/", 2)[0]
                .codePoints()
                .filter(point -> !isHidden(point))
                .limit(LONGEST_NAME)
                .forEach(name::appendCodePoint);
        return name.isEmpty() ? "unknown" : name.toString();
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** How the kind is taken apart into fields. */
    Shape shape() {
        return Shape.of(schema);
    }
}
