package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Runtime.TypeMeta;
import io.kubernetes.client.proto.Runtime.Unknown;
import java.io.ByteArrayOutputStream;

/** Bodies as Kubernetes' own clients write them. */
public final class ProtobufBodies {

    private ProtobufBodies() {}

    /** A message with all that stands before it. */
    public static byte[] body(String apiVersion, String kind, Message message) {
        return body(apiVersion, kind, message.toByteString());
    }

    static byte[] body(String apiVersion, String kind, ByteString raw) {
        Unknown unknown = Unknown.newBuilder()
                .setTypeMeta(TypeMeta.newBuilder().setApiVersion(apiVersion).setKind(kind))
                .setRaw(raw)
                .setContentEncoding("")
                .setContentType("")
                .build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {'k', '8', 's', 0});
        body.writeBytes(unknown.toByteArray());
        return body.toByteArray();
    }
}
