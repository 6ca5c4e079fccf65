package io.github.accessentries.testkit.command;

import io.github.accessentries.testkit.Variant;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code serve} is told. */
final class ServeOptions {

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "The address to listen on; 0.0.0.0 for all, as in a container. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = Port.Converter.class,
            defaultValue = "8080",
            description = "The port to listen on, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private Port port;

    @Option(
            names = "--kubernetes-port",
            paramLabel = "PORT",
            converter = Port.Converter.class,
            defaultValue = "0",
            description = "The port of the clusters' Kubernetes APIs, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private Port kubernetesPort;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "us-west-2",
            description = "The region that the fake is in. Default: ${DEFAULT-VALUE}.")
    private String region;

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            defaultValue = "111122223333",
            description = "The account of the fake's own clusters and principals. Default: ${DEFAULT-VALUE}.")
    private String account;

    @Option(
            names = "--seed",
            paramLabel = "FILE",
            description = "What the fake contains, in YAML or JSON, instead of the cluster demo.")
    private @Nullable Path seed;

    @Option(names = "--any-credentials", description = "Let unknown access keys call as the user test.")
    private boolean anyCredentials;

    @Option(names = "--no-signature-check", description = "Accept requests whatever their signature.")
    private boolean noSignatureCheck;

    @Option(
            names = "--strict-iam",
            description = "Know only principals that were registered, not each one from its first use.")
    private boolean strictIam;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            split = ",",
            description = "Where sources disagree, play this behaviour instead of the default one; several with commas"
                    + " between them: ${COMPLETION-CANDIDATES}.")
    private List<Variant> variants = new ArrayList<>();

    String host() {
        return host;
    }

    int port() {
        return port.number();
    }

    int kubernetesPort() {
        return kubernetesPort.number();
    }

    String region() {
        return region;
    }

    String account() {
        return account;
    }

    /** The file, {@code null} for the cluster {@code demo}. */
    @Nullable
    Path seed() {
        return seed;
    }

    boolean anyCredentials() {
        return anyCredentials;
    }

    boolean signatureChecks() {
        return !noSignatureCheck;
    }

    boolean strictIam() {
        return strictIam;
    }

    Variant[] variants() {
        return variants.toArray(new Variant[0]);
    }
}
