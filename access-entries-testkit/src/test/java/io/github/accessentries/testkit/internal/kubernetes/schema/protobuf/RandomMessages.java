package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.Field;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Messages of the official descriptors with random contents, none of them zero, and the JSON that they stand for. The table
 * is asked only which names stand in JSON.
 */
record RandomMessages(RandomGenerator random) {

    private static final int DEEPEST = 6;

    /** A message and what it means. */
    record Sample(Message message, JsonElement json) {}

    Sample of(Descriptor descriptor, TypeFacts type) {
        return message(descriptor, type.name().qualified(), 0);
    }

    private Sample message(Descriptor descriptor, String typeName, int depth) {
        TypeFacts type = TypeTable.get().type(typeName);
        DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor);
        JsonObject json = new JsonObject();
        for (FieldDescriptor descriptorField : descriptor.getFields()) {
            Field field = type.field(descriptorField.getNumber()).orElse(null);
            if (field == null || depth > DEEPEST || random.nextInt(3) == 0) {
                continue;
            }
            String reference = field.type().reference();
            if (field.isInline()) {
                Sample inline = message(descriptorField.getMessageType(), reference, depth);
                message.setField(descriptorField, inline.message);
                inline.json.getAsJsonObject().asMap().forEach(json::add);
            } else if (descriptorField.isMapField()) {
                json.add(field.name(), map(message, descriptorField, reference, depth));
            } else if (descriptorField.isRepeated()) {
                JsonArray list = new JsonArray();
                for (int index = random.nextInt(1, 3); index > 0; index--) {
                    Value value = value(descriptorField, reference, depth);
                    message.addRepeatedField(descriptorField, value.wire);
                    list.add(value.json);
                }
                json.add(field.name(), list);
            } else {
                Value value = value(descriptorField, reference, depth);
                message.setField(descriptorField, value.wire);
                json.add(field.name(), value.json);
            }
        }
        return new Sample(message.build(), json);
    }

    private JsonObject map(DynamicMessage.Builder message, FieldDescriptor field, String reference, int depth) {
        JsonObject json = new JsonObject();
        Descriptor entry = field.getMessageType();
        FieldDescriptor valueField = entry.findFieldByNumber(2);
        for (int index = random.nextInt(1, 3); index > 0; index--) {
            Value value = value(valueField, reference, depth);
            String key = word() + index;
            message.addRepeatedField(
                    field,
                    DynamicMessage.newBuilder(entry)
                            .setField(entry.findFieldByNumber(1), key)
                            .setField(valueField, value.wire)
                            .build());
            json.add(key, value.json);
        }
        return json;
    }

    private record Value(Object wire, JsonElement json) {}

    private Value value(FieldDescriptor field, String reference, int depth) {
        return switch (field.getJavaType()) {
            case STRING -> {
                String text = word();
                yield new Value(text, new JsonPrimitive(text));
            }
            case INT -> {
                int number = random.nextInt(1, Integer.MAX_VALUE) * (random.nextBoolean() ? 1 : -1);
                yield new Value(number, new JsonPrimitive(number));
            }
            case LONG -> {
                long number = random.nextLong(1, Long.MAX_VALUE) * (random.nextBoolean() ? 1 : -1);
                yield new Value(number, new JsonPrimitive(number));
            }
            case DOUBLE -> {
                double number = random.nextInt(1, 1000) + 0.5;
                yield new Value(number, new JsonPrimitive(number));
            }
            case BOOLEAN -> new Value(true, new JsonPrimitive(true));
            case BYTE_STRING -> {
                byte[] bytes = word().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                yield new Value(
                        ByteString.copyFrom(bytes),
                        new JsonPrimitive(Base64.getEncoder().encodeToString(bytes)));
            }
            case MESSAGE -> {
                Descriptor descriptor = field.getMessageType();
                Sample sample = reference.isEmpty() ? special(descriptor) : message(descriptor, reference, depth + 1);
                yield new Value(sample.message, sample.json);
            }
            case FLOAT, ENUM -> throw new AssertionError("Kubernetes has no such fields: " + field);
        };
    }

    /** The messages that JSON writes in a form of its own. */
    private Sample special(Descriptor descriptor) {
        String text = word();
        return switch (descriptor.getName()) {
            case "Quantity" -> filled(descriptor, Map.of(1, "100m"), new JsonPrimitive("100m"));
            case "IntOrString" ->
                random.nextBoolean()
                        ? filled(descriptor, Map.of(1, 1L, 3, text), new JsonPrimitive(text))
                        : filled(descriptor, Map.of(1, 0L, 2, 8080), new JsonPrimitive(8080));
            case "Time" -> {
                long seconds = random.nextLong(1, 4_000_000_000L);
                yield filled(
                        descriptor,
                        Map.of(1, seconds, 2, 0),
                        new JsonPrimitive(Instant.ofEpochSecond(seconds).toString()));
            }
            case "MicroTime" ->
                filled(descriptor, Map.of(1, 1L, 2, 2000), new JsonPrimitive("1970-01-01T00:00:01.000002Z"));
            case "RawExtension", "FieldsV1", "JSON" -> {
                JsonObject json = new JsonObject();
                json.addProperty(text, 1);
                yield filled(descriptor, Map.of(1, ByteString.copyFromUtf8(json.toString())), json);
            }
            case "ExtraValue" -> {
                JsonArray list = new JsonArray();
                list.add(text);
                yield filled(descriptor, Map.of(1, List.of(text)), list);
            }
            case "JSONSchemaPropsOrBool" -> filled(descriptor, Map.of(1, true), new JsonPrimitive(true));
            case "JSONSchemaPropsOrArray" -> {
                Message schema = DynamicMessage.newBuilder(
                                descriptor.findFieldByNumber(1).getMessageType())
                        .build();
                yield filled(descriptor, Map.of(1, schema), new JsonObject());
            }
            case "JSONSchemaPropsOrStringArray" -> {
                JsonArray list = new JsonArray();
                list.add(text);
                yield filled(descriptor, Map.of(2, List.of(text)), list);
            }
            default -> throw new AssertionError("No form of its own: " + descriptor.getFullName());
        };
    }

    private static Sample filled(Descriptor descriptor, Map<Integer, Object> fields, JsonElement json) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor);
        fields.forEach((number, value) -> message.setField(descriptor.findFieldByNumber(number), value));
        return new Sample(message.build(), json);
    }

    private String word() {
        return "w"
                + Integer.toString(random.nextInt(1, 1 << 20), Character.MAX_RADIX)
                        .toLowerCase(Locale.ROOT);
    }
}
