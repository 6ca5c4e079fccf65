package io.github.accessentries.testkit.internal.kubernetes.schema.table;

/**
 * What a field holds.
 *
 * @param shape one value, a list or a map
 * @param pointer whether a single value may be left out, so that nothing and zero are not the same
 * @param form the form of each value
 * @param reference the type of each value if its form is {@link Form#OBJECT}, with its package, such as
 *     {@code core/v1.PodSpec}; empty otherwise
 */
public record FieldType(Shape shape, boolean pointer, Form form, String reference) {

    /** How many values there are. */
    public enum Shape {
        /** One. */
        ONE,
        /** Any number, in order. */
        LIST,
        /** Any number, by keys. */
        MAP
    }

    /** What a single value is. */
    public enum Form {
        /** A text. */
        STRING("string"),
        /** A whole number of 32 bits. */
        INT32("int32"),
        /** A whole number of 64 bits. */
        INT64("int64"),
        /** A number. */
        DOUBLE("double"),
        /** True or false. */
        BOOL("bool"),
        /** Bytes, in JSON as base64. */
        BYTES("bytes"),
        /** A second in time. */
        TIME("Time"),
        /** A microsecond in time. */
        MICRO_TIME("MicroTime"),
        /** An amount with a unit, such as {@code 100m}; in JSON a text or a number. */
        QUANTITY("Quantity"),
        /** A whole number or a text. */
        INT_OR_STRING("IntOrString"),
        /** A list of texts which is one value in a map. */
        STRINGS("Strings"),
        /** Any JSON, in protobuf as its bytes. */
        RAW("Raw"),
        /** A schema or a boolean. */
        SCHEMA_OR_BOOL("SchemaOrBool"),
        /** A schema or a list of them. */
        SCHEMA_OR_ARRAY("SchemaOrArray"),
        /** A schema or a list of texts. */
        SCHEMA_OR_STRING_ARRAY("SchemaOrStringArray"),
        /** A type of the table. */
        OBJECT("");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        private static Form of(String word) {
            for (Form form : values()) {
                if (form.word.equals(word)) {
                    return form;
                }
            }
            return OBJECT;
        }
    }

    static FieldType parse(String text, String home) {
        boolean pointer = text.startsWith("*");
        Shape shape = text.startsWith("[]") ? Shape.LIST : text.startsWith("{}") ? Shape.MAP : Shape.ONE;
        String word = text.substring(pointer ? 1 : shape == Shape.ONE ? 0 : 2);
        Form form = Form.of(word);
        String reference = form != Form.OBJECT ? "" : word.indexOf('.') < 0 ? home + "." + word : word;
        return new FieldType(shape, pointer, form, reference);
    }

    /** That of each value alone. */
    public FieldType single() {
        return new FieldType(Shape.ONE, false, form, reference);
    }
}
