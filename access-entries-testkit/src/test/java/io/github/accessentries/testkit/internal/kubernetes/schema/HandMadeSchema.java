package io.github.accessentries.testkit.internal.kubernetes.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schemas written by hand, as tests need them. */
public record HandMadeSchema(
        Type type,
        Map<String, Schema> fields,
        Optional<Schema> element,
        Merge merge,
        List<String> mapKeys,
        Optional<String> patchMergeKey,
        List<String> patchStrategies)
        implements Schema {

    /** A text. */
    public static final Schema TEXT = scalar(Type.STRING);

    /** A whole number. */
    public static final Schema NUMBER = scalar(Type.INTEGER);

    /** A map of texts. */
    public static final Schema TEXTS = map(TEXT);

    /** What stands in the metadata of every object. */
    public static final Schema METADATA = object(Map.of(
            "name", TEXT,
            "namespace", TEXT,
            "uid", TEXT,
            "resourceVersion", TEXT,
            "labels", TEXTS,
            "annotations", TEXTS,
            "finalizers", set(TEXT)));

    /** That of a ConfigMap. */
    public static final Schema CONFIG_MAP = kind(Map.of("data", TEXTS));

    /** That of something like a Pod, with a list of each sort. */
    public static final Schema POD = kind(Map.of(
            "spec",
            object(Map.of(
                    "nodeName",
                    TEXT,
                    "containers",
                    keyed(
                            object(Map.of(
                                    "name", TEXT,
                                    "image", TEXT,
                                    "args", atomicList(TEXT),
                                    "env", keyed(object(Map.of("name", TEXT, "value", TEXT)), "name"),
                                    "ports",
                                            keyed(
                                                    object(Map.of(
                                                            "containerPort", NUMBER,
                                                            "protocol", TEXT,
                                                            "name", TEXT)),
                                                    "containerPort",
                                                    "protocol"))),
                            "name"),
                    "nodeSelector",
                    new HandMadeSchema(
                            Type.MAP,
                            Map.of(),
                            Optional.of(TEXT),
                            Merge.ATOMIC,
                            List.of(),
                            Optional.empty(),
                            List.of()),
                    "strategy",
                    new HandMadeSchema(
                            Type.OBJECT,
                            Map.of("type", TEXT, "rollingUpdate", object(Map.of("maxSurge", NUMBER))),
                            Optional.empty(),
                            Merge.GRANULAR,
                            List.of(),
                            Optional.empty(),
                            List.of("retainKeys")))),
            "status",
            object(Map.of("phase", TEXT))));

    private static Schema scalar(Type type) {
        return new HandMadeSchema(
                type, Map.of(), Optional.empty(), Merge.ATOMIC, List.of(), Optional.empty(), List.of());
    }

    /** An object with fields. */
    public static Schema object(Map<String, Schema> fields) {
        return new HandMadeSchema(
                Type.OBJECT, fields, Optional.empty(), Merge.GRANULAR, List.of(), Optional.empty(), List.of());
    }

    private static Schema kind(Map<String, Schema> fields) {
        Map<String, Schema> all = new java.util.HashMap<>(fields);
        all.putAll(Map.of("apiVersion", TEXT, "kind", TEXT, "metadata", METADATA));
        return object(Map.copyOf(all));
    }

    private static Schema map(Schema element) {
        return new HandMadeSchema(
                Type.MAP, Map.of(), Optional.of(element), Merge.GRANULAR, List.of(), Optional.empty(), List.of());
    }

    private static Schema set(Schema element) {
        return new HandMadeSchema(
                Type.LIST, Map.of(), Optional.of(element), Merge.SET, List.of(), Optional.empty(), List.of("merge"));
    }

    private static Schema atomicList(Schema element) {
        return new HandMadeSchema(
                Type.LIST, Map.of(), Optional.of(element), Merge.ATOMIC, List.of(), Optional.empty(), List.of());
    }

    private static Schema keyed(Schema element, String... keys) {
        return new HandMadeSchema(
                Type.LIST,
                Map.of(),
                Optional.of(element),
                Merge.KEYED,
                List.of(keys),
                Optional.of(keys[0]),
                List.of("merge"));
    }
}
