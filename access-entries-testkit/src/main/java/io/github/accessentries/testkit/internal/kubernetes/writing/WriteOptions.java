package io.github.accessentries.testkit.internal.kubernetes.writing;

import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.ownership.FieldManager;
import java.util.List;

/**
 * How an object is to be written.
 *
 * @param isDryRun whether nothing is to be stored
 * @param fieldManager who counts as the one who sets the fields
 */
public record WriteOptions(boolean isDryRun, String fieldManager) {

    /** The kind of the options of a creation. */
    public static final String CREATE = "CreateOptions";
    /** The kind of the options of an update. */
    public static final String UPDATE = "UpdateOptions";
    /** The kind of the options of a patch. */
    public static final String PATCH = "PatchOptions";

    /** Those that stand in the query. */
    public static WriteOptions of(ApiRequest request, String kind) {
        return new WriteOptions(
                isDryRun(request, kind),
                FieldManager.nameOfWriter(
                        request.query().first("fieldManager"),
                        request.headers().first("User-Agent").orElse(""),
                        kind));
    }

    /** Those of a server-side apply, which has to say who applies. */
    public static WriteOptions ofApply(ApiRequest request) {
        return new WriteOptions(
                isDryRun(request, PATCH),
                FieldManager.nameOfApplier(request.query().first("fieldManager")));
    }

    private static boolean isDryRun(ApiRequest request, String kind) {
        List<String> values = request.query().all("dryRun").stream()
                .filter(value -> !value.isEmpty())
                .toList();
        values.forEach(value -> requireAll(value, kind));
        return !values.isEmpty();
    }

    /** Refuses dry runs of a sort that there is not. */
    public static void requireAll(String dryRun, String kind) {
        if (!dryRun.equals("All")) {
            throw ApiFaults.invalidOptions(
                    kind, List.of(Cause.unsupported("dryRun", new JsonPrimitive(dryRun).toString(), List.of("All"))));
        }
    }
}
