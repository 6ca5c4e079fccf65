package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schema;
import io.github.accessentries.testkit.internal.kubernetes.schema.Schemas;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes an object as the API server's reader would, and gives it as its writer would. Thread-safe.
 *
 * <p>An object of a built-in kind comes out as if it had been a value of Kubernetes' own types in between: fields that the
 * type does not know are gone, so are {@code null} and, unless the field can tell them from nothing, empty values; objects
 * that are always there, such as {@code status}, are there. A value of a wrong type is refused. The refusals begin with the
 * words of kube-apiserver ({@code json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type
 * int32}); which of several faults is told, and the text of numbers that are refused, may be others than there.
 *
 * <p>An object of a custom kind loses what its schema does not know, unless the schema preserves that.
 *
 * @param customSchemas the schemas of kinds that are not built in
 */
public record ObjectDecoder(Schemas customSchemas) {

    /** As many as Kubernetes tells. */
    private static final int MOST_PROBLEMS = 100;

    /**
     * Takes an object.
     *
     * @param type the kind that is expected; its {@code apiVersion} and {@code kind} are kept as they are
     * @param object the object, which is not changed
     * @throws io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault if a value is of a wrong type
     */
    public Decoded decode(ResourceType type, JsonObject object) {
        return decode(type.apiVersion(), type.kind(), object, customSchemas.of(type));
    }

    /** Takes an object that stands at no path of its own, such as a {@code Scale}. */
    public Decoded decode(String apiVersion, String kind, JsonObject object) {
        return decode(apiVersion, kind, object, Optional.empty());
    }

    private static Decoded decode(String apiVersion, String kind, JsonObject object, Optional<Schema> custom) {
        List<String> problems = new ArrayList<>();
        Optional<TypeFacts> builtIn = TypeTable.get().ofKind(apiVersion, kind);
        JsonObject taken = object;
        if (builtIn.isPresent()) {
            try {
                taken = new TypedDecoder(problems).decode(object, builtIn.get());
            } catch (UnfitValueException e) {
                throw ApiFaults.badRequest(unhandled(apiVersion, kind, e.reason()));
            }
        } else if (custom.isPresent()) {
            JsonElement pruned = new Pruning(problems).prune(object, custom.get(), FieldPath.ROOT);
            taken = pruned.getAsJsonObject();
        }
        return new Decoded(
                taken, problems.stream().distinct().limit(MOST_PROBLEMS).toList());
    }

    static String unhandled(String apiVersion, String kind, String why) {
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        return kind + " in version \"" + version + "\" cannot be handled as a " + kind + ": " + why;
    }
}
