package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import com.google.gson.JsonObject;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeFacts;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeTable;
import java.util.Optional;

/**
 * Reads an object that came as {@code application/vnd.kubernetes.protobuf} into the JSON that Kubernetes would write for it.
 *
 * <p>The body begins with four bytes of its own, then comes a {@code runtime.Unknown}: what kind it is, and the bytes of the
 * message. Its JSON follows Kubernetes' rule for each field, as the table of types has it:
 *
 * <ul>
 *   <li>A field that may be left out is there if it was sent, also with zero.
 *   <li>Any other field that is empty, zero or false is left out, unless Kubernetes always writes it. An object is never empty
 *       in this sense: {@code status: {}} is written.
 *   <li>What Kubernetes would write as {@code null} is left out, which means the same.
 *   <li>Bytes are base64, times RFC 3339 in UTC, amounts texts, and raw values the JSON that their bytes are.
 *   <li>Fields that the table does not know are passed over.
 * </ul>
 *
 * <p>Answers need no protobuf: {@code Accept: application/vnd.kubernetes.protobuf,application/json}, which kubectl and
 * client-go send, is content with JSON, as the {@code Content-Type} of an answer decides how they read it.
 */
public final class ProtobufReader {

    /** The media type of bodies that this reads. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int TYPE_META = 1;
    private static final int RAW = 2;
    private static final int CONTENT_ENCODING = 3;
    private static final int CONTENT_TYPE = 4;

    private ProtobufReader() {}

    /**
     * Reads a body.
     *
     * @param body the body with the bytes that it begins with
     * @return the object, with its {@code apiVersion} and {@code kind}
     * @throws IllegalArgumentException if it is malformed, of a kind that is not known, or exceeds a limit; the message
     *     quotes nothing of it but the kind
     */
    public static JsonObject read(byte[] body) {
        if (!beginsWithMagic(body)) {
            throw new IllegalArgumentException(
                    "the body is no Kubernetes protobuf: it does not begin with the four bytes k8s\\0");
        }
        Unknown unknown = Unknown.read(new WireReader(body, MAGIC.length, body.length));
        TypeFacts type = type(unknown)
                .orElseThrow(() -> new IllegalArgumentException("no kind \"" + unknown.kind
                        + "\" is registered for version \"" + unknown.apiVersion + "\" in protobuf; send it as JSON"));
        JsonObject object = new JsonObject();
        object.addProperty("apiVersion", unknown.apiVersion);
        object.addProperty("kind", unknown.kind);
        new MessageReader(TypeTable.get()).read(unknown.raw, type.name().qualified(), object);
        return object;
    }

    private static boolean beginsWithMagic(byte[] body) {
        for (int index = 0; index < MAGIC.length; index++) {
            if (index >= body.length || body[index] != MAGIC[index]) {
                return false;
            }
        }
        return true;
    }

    /** Options of a request say the version of what they are sent about. */
    private static Optional<TypeFacts> type(Unknown unknown) {
        TypeTable table = TypeTable.get();
        return table.ofKind(unknown.apiVersion, unknown.kind)
                .or(() -> unknown.kind.equals("DeleteOptions")
                        ? table.ofKind("meta.k8s.io/v1", unknown.kind)
                        : Optional.empty())
                .filter(TypeFacts::isTyped);
    }

    /** The envelope. */
    private static final class Unknown {

        private String apiVersion = "";
        private String kind = "";
        private WireReader raw = new WireReader(new byte[0], 0, 0);

        static Unknown read(WireReader reader) {
            Unknown unknown = new Unknown();
            while (reader.hasMore()) {
                long tag = reader.tag();
                int number = WireReader.number(tag);
                if (number > CONTENT_TYPE) {
                    reader.skip(tag);
                } else if (WireReader.wireType(tag) != WireReader.BYTES) {
                    throw reader.malformed("has a value of the wrong sort in its envelope");
                } else {
                    unknown.take(number, reader.piece());
                }
            }
            return unknown;
        }

        private void take(int number, WireReader value) {
            switch (number) {
                case TYPE_META -> typeMeta(value);
                case RAW -> raw = value;
                case CONTENT_ENCODING, CONTENT_TYPE -> {
                    if (value.hasMore()) {
                        throw new IllegalArgumentException(
                                "the envelope names an encoding or a type of its own content");
                    }
                }
                default -> throw new IllegalStateException("No such field: " + number);
            }
        }

        private void typeMeta(WireReader reader) {
            while (reader.hasMore()) {
                long tag = reader.tag();
                if (WireReader.wireType(tag) != WireReader.BYTES) {
                    reader.skip(tag);
                } else if (WireReader.number(tag) == 1) {
                    apiVersion = reader.piece().text();
                } else if (WireReader.number(tag) == 2) {
                    kind = reader.piece().text();
                } else {
                    reader.skip(tag);
                }
            }
        }
    }
}
