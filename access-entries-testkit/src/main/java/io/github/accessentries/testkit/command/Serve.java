package io.github.accessentries.testkit.command;

import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksServer;
import io.github.accessentries.testkit.Variant;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps a fake EKS running on loopback until the process is told to end. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves a fake EKS with its STS on loopback, until SIGTERM or Ctrl-C.")
final class Serve implements Callable<Integer> {

    private static final long MILLIS_TO_CLOSE = 5_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The port to listen on, 0 for any free one. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--region",
            defaultValue = "us-west-2",
            description = "The region that the fake is in. Default: ${DEFAULT-VALUE}")
    private String region;

    @Option(
            names = "--account",
            defaultValue = "111122223333",
            description = "The account that the fake's own clusters and principals are in. Default: ${DEFAULT-VALUE}")
    private String account;

    @Option(
            names = "--strict-iam",
            description = "Know only principals that were registered, instead of registering each on first use.")
    private boolean strictIam;

    @Option(names = "--no-signature-check", description = "Accept requests whatever their signature.")
    private boolean noSignatureCheck;

    @Option(
            names = "--variant",
            split = ",",
            description = "Where sources disagree, play these behaviours instead of the default ones:"
                    + " ${COMPLETION-CANDIDATES}.")
    private Variant[] variants = {};

    Serve() {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch end = new CountDownLatch(1);
        Thread serving = Thread.currentThread();
        try (FakeEks eks = fake();
                FakeEksServer server = serve(eks)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndAwait(end, serving), "access-entries-end"));
            out.println("EKS endpoint: " + server.endpoint());
            invite(out, server.endpoint().toString());
            out.flush();
            end.await();
        }
        return CommandLine.ExitCode.OK;
    }

    private FakeEks fake() {
        try {
            return FakeEks.builder()
                    .region(region)
                    .account(account)
                    .strictIam(strictIam)
                    .signatureChecks(!noSignatureCheck)
                    .variants(variants)
                    .seed(eks -> eks.createCluster("demo"))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private FakeEksServer serve(FakeEks eks) {
        try {
            return eks.serve(port);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), "Cannot serve on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** The process ends when its hooks do, so the hook waits for the server to close. */
    private static void endAndAwait(CountDownLatch end, Thread serving) {
        end.countDown();
        try {
            serving.join(MILLIS_TO_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void invite(PrintWriter out, String endpoint) {
        String role = "arn:aws:iam::" + account + ":role/team-a-dev";
        out.println();
        out.println("There is a cluster \"demo\". Try, in another shell:");
        out.println();
        out.println("  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=" + region
                + " AWS_DEFAULT_REGION=" + region);
        out.println("  export AWS_ENDPOINT_URL_EKS=" + endpoint);
        out.println("  aws eks create-access-entry --cluster-name demo --principal-arn " + role);
        out.println("  aws eks associate-access-policy --cluster-name demo --principal-arn " + role + " \\");
        out.println("    --policy-arn arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy \\");
        out.println("    --access-scope 'type=namespace,namespaces=team-a*'");
        out.println("  aws eks list-access-entries --cluster-name demo");
        out.println("  aws eks get-token --cluster-name demo");
        out.println("  curl -X POST " + endpoint + "/_fake/reset");
    }
}
