package io.github.accessentries.testkit.command;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.testkit.FakeCluster;
import io.github.accessentries.testkit.FakeEks;
import io.github.accessentries.testkit.FakeEksServer;
import io.github.accessentries.testkit.SeedFile;
import io.github.accessentries.testkit.Variant;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps a fake EKS running until the process is told to end. */
final class Serve {

    private static final long MILLIS_TO_CLOSE = 5_000;

    private final PrintWriter out;

    Serve(PrintWriter out) {
        this.out = out;
    }

    /** Serves until the JVM is told to end. */
    void run(ServeOptions options) throws Arguments.Senseless, InterruptedException {
        if (options.help()) {
            out.printf(
                    ServeOptions.USAGE,
                    Stream.of(Variant.values()).map(Variant::name).collect(Collectors.joining(", ")));
            return;
        }
        CountDownLatch end = new CountDownLatch(1);
        Thread serving = Thread.currentThread();
        try (FakeEks eks = fake(options);
                FakeEksServer server = serve(eks, options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endAndAwait(end, serving), "access-entries-end"));
            List<String> clusters = eks.eksClient().listClusters().clusters();
            eks.clearCalls();
            new Invitation(server.endpoint().toString(), options.region(), options.account(), clusters).print(out);
            out.flush();
            end.await();
        }
    }

    private static FakeEks fake(ServeOptions options) throws Arguments.Senseless {
        try {
            return FakeEks.builder()
                    .region(options.region())
                    .account(options.account())
                    .strictIam(options.strictIam())
                    .signatureChecks(options.signatureChecks())
                    .anyCredentials(options.anyCredentials())
                    .variants(options.variants())
                    .seed(seed(options))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new Arguments.Senseless(String.valueOf(e.getMessage()));
        }
    }

    private static Consumer<FakeEks> seed(ServeOptions options) throws Arguments.Senseless {
        if (options.seed().isEmpty()) {
            return Serve::demo;
        }
        String file = options.seed().get();
        try {
            return SeedFile.parse(Files.readString(Path.of(file), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException e) {
            throw new Arguments.Senseless("--seed " + file + " cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw new Arguments.Senseless("--seed " + file + ": " + e.getMessage());
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

    private static FakeEksServer serve(FakeEks eks, ServeOptions options) throws Arguments.Senseless {
        try {
            return eks.serve(new InetSocketAddress(options.host(), options.port()), options.kubernetesPort());
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new Arguments.Senseless(
                    "Cannot serve on " + PlainText.quoted(options.host()) + ": " + e.getMessage());
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
}
