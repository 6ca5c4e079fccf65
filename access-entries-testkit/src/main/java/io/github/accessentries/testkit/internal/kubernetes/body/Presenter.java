package io.github.accessentries.testkit.internal.kubernetes.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.object.KubeObject;
import io.github.accessentries.testkit.internal.kubernetes.table.Column;
import io.github.accessentries.testkit.internal.kubernetes.table.Representation;
import io.github.accessentries.testkit.internal.kubernetes.table.Tables;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows objects in the form that was asked for. Lists are put together from the bytes of their objects, which are written
 * once.
 *
 * @param type the kind, as which version of the API shows it
 * @param form the form
 * @param columns how a table shows the kind
 * @param include what stands beside the rows of a table
 * @param clock the time from which ages are counted
 */
public record Presenter(ResourceType type, AnswerForm form, List<Column> columns, Tables.Include include, Clock clock) {

    private static final byte[] END_OF_LIST = "]}".getBytes(UTF_8);

    /** An answer that is one object. */
    public ApiResponse object(int status, KubeObject object) {
        return ApiResponse.of(status, form.contentType(), bytes(object, true));
    }

    /** An answer that is a list. */
    public ApiResponse list(JsonObject listMetadata, List<KubeObject> objects) {
        return ApiResponse.of(
                200,
                form.contentType(),
                switch (form.shape()) {
                    case OBJECT -> whole(listMetadata, objects);
                    case TABLE -> Json.bytes(table(objects, listMetadata, true));
                    case METADATA -> Json.bytes(Tables.metadataList(objects, listMetadata));
                });
    }

    private byte[] whole(JsonObject listMetadata, List<KubeObject> objects) {
        JsonObject head = new JsonObject();
        head.addProperty("kind", type.kind() + "List");
        head.addProperty("apiVersion", type.apiVersion());
        head.add("metadata", listMetadata);
        String beginning = head.toString();
        byte[] first = (beginning.substring(0, beginning.length() - 1) + ",\"items\":[").getBytes(UTF_8);
        List<byte[]> items = new ArrayList<>(objects.size());
        int length = first.length + Math.max(0, objects.size() - 1) + END_OF_LIST.length;
        for (KubeObject object : objects) {
            byte[] item = served(object).bytes();
            items.add(item);
            length += item.length;
        }
        // One array of the right size: one that grows would be copied several times, and lists are long.
        ByteBuffer bytes = ByteBuffer.allocate(length).put(first);
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                bytes.put((byte) ',');
            }
            bytes.put(items.get(i));
        }
        return bytes.put(END_OF_LIST).array();
    }

    private JsonObject table(List<KubeObject> objects, JsonObject metadata, boolean isHeaded) {
        List<KubeObject> all = objects.stream().map(this::served).toList();
        return Tables.table(columns, all, metadata, include, clock.instant(), isHeaded);
    }

    /**
     * One line of a watch.
     *
     * @param what what has happened
     * @param object to which object
     * @param isFirst whether nothing was told before
     */
    public byte[] event(String what, KubeObject object, boolean isFirst) {
        return event(what, bytes(object, isFirst));
    }

    /** The line that tells how far a watch has come. */
    public byte[] bookmark(KubeObject bookmark, boolean isFirst) {
        return form.shape() == Representation.TABLE
                ? event("BOOKMARK", Json.bytes(table(List.of(), bookmark.metadata(), isFirst)))
                : event("BOOKMARK", bookmark, isFirst);
    }

    /** One line of a watch about what is no object of the kind. */
    public static byte[] event(String what, byte[] object) {
        byte[] beginning = ("{\"type\":\"" + what + "\",\"object\":").getBytes(UTF_8);
        byte[] event = new byte[beginning.length + object.length + 2];
        System.arraycopy(beginning, 0, event, 0, beginning.length);
        System.arraycopy(object, 0, event, beginning.length, object.length);
        event[event.length - 2] = '}';
        event[event.length - 1] = '\n';
        return event;
    }

    private byte[] bytes(KubeObject object, boolean isHeaded) {
        return switch (form.shape()) {
            case OBJECT -> served(object).bytes();
            case TABLE -> {
                JsonObject metadata = new JsonObject();
                metadata.addProperty("resourceVersion", object.resourceVersion());
                yield Json.bytes(table(List.of(object), metadata, isHeaded));
            }
            case METADATA -> Json.bytes(Tables.metadata(object));
        };
    }

    /** What is stored as one version is shown as each that there is. */
    public KubeObject served(KubeObject object) {
        return object.apiVersion().equals(type.apiVersion())
                ? object
                : object.withMember("apiVersion", new JsonPrimitive(type.apiVersion()));
    }
}
