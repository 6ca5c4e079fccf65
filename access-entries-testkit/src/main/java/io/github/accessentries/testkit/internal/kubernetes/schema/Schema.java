package io.github.accessentries.testkit.internal.kubernetes.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about one value of an object: its type, and how two of them are merged. Immutable.
 *
 * <p>Types refer to each other, so a schema is walked, never printed whole.
 */
public interface Schema {

    /** What a value is in JSON. */
    enum Type {
        /** A JSON object with known fields. */
        OBJECT,
        /** A JSON object whose keys are data, such as labels. */
        MAP,
        /** A JSON array. */
        LIST,
        /** A text; bytes are base64 in it, times are RFC 3339. */
        STRING,
        /** A whole number. */
        INTEGER,
        /** Any number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** A text or a whole number, such as the port of a probe. */
        INT_OR_STRING,
        /** Anything, for example what a custom resource does not describe. */
        ANY
    }

    /** How server-side apply sees a list, map or object. */
    enum Merge {
        /** One value that has one owner. */
        ATOMIC,
        /** A list of scalars, each of which has owners of its own. */
        SET,
        /** A list of objects that are told apart by {@link #mapKeys}. */
        KEYED,
        /** An object or map, each field of which has owners of its own. */
        GRANULAR
    }

    /** The type. */
    Type type();

    /** The fields of an {@link Type#OBJECT} by their names in JSON; empty otherwise. */
    Map<String, Schema> fields();

    /** The schema of what a {@link Type#LIST} or {@link Type#MAP} holds; empty otherwise. */
    Optional<Schema> element();

    /** How server-side apply merges it. */
    Merge merge();

    /** The fields that tell the elements of a {@link Merge#KEYED} list apart. */
    List<String> mapKeys();

    /** The field by which a strategic merge patch tells the elements of a list apart; empty if it replaces the list. */
    Optional<String> patchMergeKey();

    /** The strategies of a strategic merge patch: some of {@code merge}, {@code replace}, {@code retainKeys}. */
    List<String> patchStrategies();

    /** Whether an {@link Type#OBJECT} keeps fields that it does not know. */
    default boolean preservesUnknownFields() {
        return false;
    }

    /** The schema of a field or of a key, as far as it is known. */
    default Optional<Schema> at(String name) {
        return type() == Type.OBJECT ? Optional.ofNullable(fields().get(name)) : element();
    }
}
