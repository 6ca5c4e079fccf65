package io.github.accessentries.testkit.command;

import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.testkit.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code serve} is told. Not thread-safe. */
final class ServeOptions {

    static final String USAGE = """
            Usage: access-entries serve [options]
            Serves a fake EKS with its STS, until SIGTERM or Ctrl-C.

              --host HOST            the address to listen on; 0.0.0.0 for all, as in a container. Default: 127.0.0.1
              --port PORT            the port to listen on, 0 for any free one. Default: 8080
              --kubernetes-port PORT the port of the clusters' Kubernetes APIs, 0 for any free one. Default: 0
              --region REGION        the region that the fake is in. Default: us-west-2
              --account ACCOUNT      the account of the fake's own clusters and principals. Default: 111122223333
              --seed FILE            what the fake contains, in YAML or JSON, instead of the cluster "demo"
              --any-credentials      let unknown access keys call as the user "test"
              --no-signature-check   accept requests whatever their signature
              --strict-iam           know only principals that were registered, not each one from its first use
              --variant NAMES        where sources disagree, play these behaviours instead of the default ones,
                                     with commas between them: %s
              --help                 show this
            """;

    private static final List<String> OPTIONS = List.of(
            "--host",
            "--port",
            "--kubernetes-port",
            "--region",
            "--account",
            "--seed",
            "--any-credentials",
            "--no-signature-check",
            "--strict-iam",
            "--variant",
            "--help");

    private static final int LAST_PORT = 65_535;

    private String host = "127.0.0.1";
    private int port = 8080;
    private int kubernetesPort;
    private String region = "us-west-2";
    private String account = "111122223333";
    private Optional<String> seed = Optional.empty();
    private boolean anyCredentials;
    private boolean signatureChecks = true;
    private boolean strictIam;
    private List<Variant> variants = List.of();
    private boolean help;

    private ServeOptions() {}

    static ServeOptions of(List<String> arguments) throws Arguments.Senseless {
        ServeOptions options = new ServeOptions();
        Arguments left = new Arguments(arguments);
        List<String> taken = new ArrayList<>();
        while (!left.isEmpty()) {
            String option = left.option(OPTIONS);
            if (taken.contains(option)) {
                throw new Arguments.Senseless(option + " was given twice; give it once");
            }
            taken.add(option);
            options.take(option, left);
        }
        return options;
    }

    private void take(String option, Arguments left) throws Arguments.Senseless {
        switch (option) {
            case "--host" -> host = left.value(option);
            case "--port" -> port = left.number(option, 0, LAST_PORT);
            case "--kubernetes-port" -> kubernetesPort = left.number(option, 0, LAST_PORT);
            case "--region" -> region = left.value(option);
            case "--account" -> account = left.value(option);
            case "--seed" -> seed = Optional.of(left.value(option));
            case "--variant" -> variants = left.names(option, Variant.class);
            default -> switchOn(option, left);
        }
    }

    private void switchOn(String option, Arguments left) throws Arguments.Senseless {
        left.none(option);
        switch (option) {
            case "--any-credentials" -> anyCredentials = true;
            case "--no-signature-check" -> signatureChecks = false;
            case "--strict-iam" -> strictIam = true;
            case "--help" -> help = true;
            default ->
                throw new IllegalArgumentException(PlainText.quoted(option) + " is among the options, and unknown");
        }
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    int kubernetesPort() {
        return kubernetesPort;
    }

    String region() {
        return region;
    }

    String account() {
        return account;
    }

    /** The file, empty for the cluster {@code demo}. */
    Optional<String> seed() {
        return seed;
    }

    boolean anyCredentials() {
        return anyCredentials;
    }

    boolean signatureChecks() {
        return signatureChecks;
    }

    boolean strictIam() {
        return strictIam;
    }

    Variant[] variants() {
        return variants.toArray(new Variant[0]);
    }

    boolean help() {
        return help;
    }
}
