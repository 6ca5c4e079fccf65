package io.github.accessentries.testkit.internal.kubernetes.schema.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import io.github.accessentries.testkit.internal.kubernetes.schema.table.TypeName;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Admissionregistration;
import io.kubernetes.client.proto.V1Apiextensions;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authentication;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Certificates;
import io.kubernetes.client.proto.V1Coordination;
import io.kubernetes.client.proto.V1Discovery;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Node;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import io.kubernetes.client.proto.V1Scheduling;
import io.kubernetes.client.proto.V1Storage;
import io.kubernetes.client.proto.V2Autoscaling;
import java.util.Map;
import java.util.Optional;

/** The official descriptors of the table's types. */
public final class OfficialMessages {

    /** Where the official descriptors of the table's sections are. */
    private static final Map<String, com.google.protobuf.Descriptors.FileDescriptor> OFFICIAL = Map.ofEntries(
            Map.entry("meta/v1", Meta.getDescriptor()),
            Map.entry("core/v1", V1.getDescriptor()),
            Map.entry("admissionregistration/v1", V1Admissionregistration.getDescriptor()),
            Map.entry("apiextensions/v1", V1Apiextensions.getDescriptor()),
            Map.entry("apps/v1", V1Apps.getDescriptor()),
            Map.entry("authentication/v1", V1Authentication.getDescriptor()),
            Map.entry("authorization/v1", V1Authorization.getDescriptor()),
            Map.entry("autoscaling/v1", V1Autoscaling.getDescriptor()),
            Map.entry("autoscaling/v2", V2Autoscaling.getDescriptor()),
            Map.entry("batch/v1", V1Batch.getDescriptor()),
            Map.entry("certificates/v1", V1Certificates.getDescriptor()),
            Map.entry("coordination/v1", V1Coordination.getDescriptor()),
            Map.entry("discovery/v1", V1Discovery.getDescriptor()),
            Map.entry("networking/v1", V1Networking.getDescriptor()),
            Map.entry("node/v1", V1Node.getDescriptor()),
            Map.entry("policy/v1", V1Policy.getDescriptor()),
            Map.entry("rbac/v1", V1Rbac.getDescriptor()),
            Map.entry("scheduling/v1", V1Scheduling.getDescriptor()),
            Map.entry("storage/v1", V1Storage.getDescriptor()));

    private OfficialMessages() {}

    /** Whether there is one: there is none for the few kinds of the API aggregator. */
    static boolean has(TypeName name) {
        return OFFICIAL.containsKey(name.section());
    }

    /** That of a type. */
    static Descriptor of(TypeName name) {
        return Optional.ofNullable(OFFICIAL.get(name.section()))
                .map(file -> file.findMessageTypeByName(name.simpleName()))
                .orElseThrow(() -> new AssertionError("No official message is called " + name));
    }
}
