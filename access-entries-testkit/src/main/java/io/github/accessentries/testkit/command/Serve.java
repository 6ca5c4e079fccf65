package io.github.accessentries.testkit.command;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.internal.command.FaultyFileException;
import io.github.accessentries.internal.command.HelpOption;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksServer;
import io.github.accessentries.testkit.SeedFile;
import io.github.accessentries.testkit.internal.seed.UnusableSeedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Keeps a fake EKS running until the process is told to end. */
@Command(
        name = "serve",
        description = "Serves a fake EKS with its STS and the clusters' Kubernetes APIs, until Ctrl-C or SIGTERM.",
        footer = {"", "Example:", "  access-entries serve --port 8080 --seed seed.yaml"})
final class Serve implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // by picocli
    private final HelpOption help = new HelpOption();

    @Mixin
    private final ServeOptions options = new ServeOptions();

    /** Serves until its thread is interrupted. */
    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (FakeEks eks = fake();
                FakeEksServer server = serve(eks)) {
            List<String> clusters = eks.eksClient().listClusters().clusters();
            eks.clearCalls();
            new Invitation(server.endpoint().toString(), options.region(), options.account(), clusters).print(out);
            out.flush();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private FakeEks fake() {
        try {
            return FakeEks.builder()
                    .region(options.region())
                    .account(options.account())
                    .strictIam(options.strictIam())
                    .signatureChecks(options.signatureChecks())
                    .anyCredentials(options.anyCredentials())
                    .variants(options.variants())
                    .seed(seed(options.seed()))
                    .build();
        } catch (UnusableSeedException e) {
            throw new FaultyFileException("--seed " + options.seed() + " cannot be used", e.faults(), e);
        }
    }

    private static Consumer<FakeEks> seed(@Nullable Path file) {
        if (file == null) {
            return Serve::demo;
        }
        try {
            return SeedFile.parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("--seed " + file + " cannot be read: " + e, e);
        }
    }

    /** As on EKS, whoever makes a cluster is its administrator, so that kubectl works from the first call on. */
    private static void demo(FakeEks eks) {
        FakeCluster demo = eks.createCluster("demo");
        demo.accessEntries()
                .grant(eks.iam().user("test").arn())
                .allow(AccessPolicy.CLUSTER_ADMIN)
                .clusterWide()
                .apply();
    }

    private FakeEksServer serve(FakeEks eks) {
        try {
            return eks.serve(new InetSocketAddress(options.host(), options.port()), options.kubernetesPort());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "Cannot serve on " + PlainText.quoted(options.host()) + ": " + e.getMessage(), e);
        }
    }
}
