package io.github.accessentries.internal.command;

import io.github.accessentries.iac.AccessFormat;
import io.github.accessentries.iac.AccessSource;
import java.util.Locale;
import java.util.Optional;

/** What a file of desired access is written in. */
enum FileFormat {
    /** The library's own form. */
    ACCESS_ENTRIES,
    /** CloudFormation, also of the CDK. */
    CLOUDFORMATION,
    /** What {@code terraform show -json} prints, and the JSON syntax. */
    TERRAFORM,
    /** eksctl's {@code ClusterConfig}. */
    EKSCTL,
    /** Manifests of AWS Controllers for Kubernetes. */
    ACK,
    /** Manifests of Crossplane. */
    CROSSPLANE,
    /** Pulumi's stacks and YAML programs. */
    PULUMI,
    /** Manifests of Cluster API. */
    CLUSTER_API;

    /** What reads it, empty for the library's own form. No reader is made before it is needed, which starts the program faster. */
    Optional<AccessSource> source() {
        return switch (this) {
            case ACCESS_ENTRIES -> Optional.empty();
            case CLOUDFORMATION -> Optional.of(AccessFormat.cloudFormation());
            case TERRAFORM -> Optional.of(AccessFormat.terraform());
            case EKSCTL -> Optional.of(AccessFormat.eksctl());
            case ACK -> Optional.of(AccessFormat.ack());
            case CROSSPLANE -> Optional.of(AccessFormat.crossplane());
            case PULUMI -> Optional.of(AccessFormat.pulumi());
            case CLUSTER_API -> Optional.of(AccessSource.clusterApi());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
