package io.github.accessentries.testkit.internal.kubernetes.schema.openapi;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceTypes;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import io.github.accessentries.testkit.internal.wire.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The OpenAPI documents of a cluster, by which clients check and merge objects and explain fields. Documents of groups that
 * have built-in kinds only are made once for the JVM. Thread-safe.
 *
 * <p>{@code /openapi/v2} is there in JSON. In protobuf, as kubectl before 1.29 asks for it before it applies, it is a valid
 * document that describes no kind: such a kubectl then merges by what is built into it, and leaves checks to the server.
 *
 * @param types the kinds there are
 * @param customSchemas what is known of those that are not built in
 */
public record OpenApi(ResourceTypes types, CustomSchemas customSchemas) {

    /**
     * How the media type of the second version in protobuf begins, and what an answer says. Clients ask for it with
     * {@code @v1.0+protobuf} behind it, which they would not take in an answer, as it is no MIME type.
     */
    public static final String V2_PROTOBUF = "application/com.github.proto-openapi.spec.v2";

    private static final String V2 = "/openapi/v2";
    private static final String V3 = "/openapi/v3";
    private static final String TITLE = "Kubernetes";
    private static final String VERSION = "unversioned";
    private static final String META = "meta.k8s.io/v1";
    private static final Map<String, JsonObject> BUILT_IN = new ConcurrentHashMap<>();

    /**
     * The document at a path.
     *
     * @param path the path, for example {@code /openapi/v3/apis/apps/v1}
     * @return the document, to be read only; empty if there is none at the path
     */
    public Optional<JsonObject> document(String path) {
        if (path.equals(V3)) {
            return Optional.of(root());
        }
        if (path.equals(V2)) {
            return Optional.of(versionTwo());
        }
        return path.startsWith(V3 + "/")
                ? Optional.ofNullable(byPath().get(path.substring(V3.length() + 1)))
                        .map(this::document)
                : Optional.empty();
    }

    /**
     * The document at {@code /openapi/v2} for those who accept it as {@link #V2_PROTOBUF} alone. Its field 1 is the version of
     * OpenAPI, its field 2 the title and version of the API.
     */
    public static byte[] versionTwoInProtobuf() {
        byte[] info = field(2, concatenated(field(1, text(TITLE)), field(2, text(VERSION))));
        return concatenated(field(1, text("2.0")), info);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Fields this short have their number, and whether their length follows, in one byte, and the length in another. */
    private static byte[] field(int number, byte[] content) {
        return concatenated(new byte[] {(byte) (number << 3 | 2), (byte) content.length}, content);
    }

    private static byte[] concatenated(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** The kinds by group and version, as paths name them. */
    private Map<String, List<ResourceType>> byPath() {
        Map<String, List<ResourceType>> byPath = new LinkedHashMap<>();
        for (ResourceType type : types.all()) {
            byPath.computeIfAbsent(
                            (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion(), path -> new ArrayList<>())
                    .add(type);
        }
        return byPath;
    }

    private JsonObject root() {
        JsonObject paths = new JsonObject();
        byPath().forEach((path, kinds) -> {
            JsonObject where = new JsonObject();
            where.addProperty("serverRelativeURL", V3 + "/" + path + "?hash=" + hash(kinds));
            paths.add(path, where);
        });
        return Json.object("paths", paths);
    }

    /** Clients keep a document as long as its hash is the same. */
    private String hash(List<ResourceType> kinds) {
        int hash = 1;
        for (ResourceType kind : kinds) {
            hash = 31 * hash + kind.kind().hashCode();
            hash = 31 * hash + (isBuiltIn(kind) ? 0 : customSchemas.of(kind).hashCode());
        }
        return "%08X".formatted(hash);
    }

    private static boolean isBuiltIn(ResourceType type) {
        return TypeTable.get().ofKind(type.apiVersion(), type.kind()).isPresent();
    }

    private JsonObject document(List<ResourceType> kinds) {
        ResourceType first = kinds.get(0);
        return kinds.stream().allMatch(OpenApi::isBuiltIn)
                ? BUILT_IN.computeIfAbsent(first.apiVersion(), version -> make(kinds))
                : make(kinds);
    }

    private JsonObject make(List<ResourceType> kinds) {
        TypeSchemas schemas = new TypeSchemas("#/components/schemas/");
        JsonObject paths = new JsonObject();
        add(kinds, schemas, paths);
        JsonObject document = new JsonObject();
        document.addProperty("openapi", "3.0.0");
        document.add("info", info());
        document.add("paths", paths);
        document.add("components", Json.object("schemas", schemas.all()));
        return document;
    }

    private JsonObject versionTwo() {
        TypeSchemas schemas = new TypeSchemas("#/definitions/");
        JsonObject paths = new JsonObject();
        add(types.all(), schemas, paths);
        JsonObject document = new JsonObject();
        document.addProperty("swagger", "2.0");
        document.add("info", info());
        document.add("paths", paths);
        document.add("definitions", schemas.all());
        return document;
    }

    private void add(List<ResourceType> kinds, TypeSchemas schemas, JsonObject paths) {
        TypeTable table = TypeTable.get();
        table.ofKind(META, "DeleteOptions").ifPresent(schemas::add);
        table.ofKind(META, "Status").ifPresent(schemas::add);
        for (ResourceType kind : kinds) {
            String name = table.ofKind(kind.apiVersion(), kind.kind())
                    .map(type -> {
                        schemas.add(type);
                        return type.name().openApi();
                    })
                    .orElseGet(() -> addCustom(kind, schemas));
            new Operations(kind, schemas.reference(name)).addTo(paths);
        }
    }

    private String addCustom(ResourceType kind, TypeSchemas schemas) {
        TypeFacts metadata = TypeTable.get().type("meta/v1.ObjectMeta");
        schemas.add(metadata);
        JsonObject schema = customSchemas.of(kind).map(JsonObject::deepCopy).orElseGet(() -> {
            JsonObject anything = TypeSchemas.typed("object");
            anything.addProperty("x-kubernetes-preserve-unknown-fields", true);
            return anything;
        });
        JsonObject properties = schema.get("properties") instanceof JsonObject known ? known : new JsonObject();
        properties.add("apiVersion", TypeSchemas.typed("string"));
        properties.add("kind", TypeSchemas.typed("string"));
        properties.add("metadata", schemas.reference(metadata.name().openApi()));
        schema.add("properties", properties);
        schema.add(GroupVersionKinds.MEMBER, GroupVersionKinds.list(kind));
        List<String> reversed = new ArrayList<>(List.of(kind.group().split("\\.", -1)));
        Collections.reverse(reversed);
        String name = String.join(".", reversed) + "." + kind.version() + "." + kind.kind();
        schemas.add(name, schema);
        return name;
    }

    private static JsonObject info() {
        JsonObject info = new JsonObject();
        info.addProperty("title", TITLE);
        info.addProperty("version", VERSION);
        return info;
    }
}
