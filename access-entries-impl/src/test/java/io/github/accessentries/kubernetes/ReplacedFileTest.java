package io.github.accessentries.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.accessentries.MovingClock;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.model.Cluster;

class ReplacedFileTest {

    private static final Cluster PROD =
            StubApiServer.describe("https://example.eks").build();
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private Path directory;

    /** Somebody with KUBECONFIG=/dev/null lost the device. A pipe stands for it here, and was waited for without end. */
    @ParameterizedTest
    @ValueSource(strings = {"", "by a link"})
    void pipe_isNeitherReadNorReplaced(String link) throws Exception {
        requireRefused(behind(pipe(directory.resolve("pipe")), link), "a device, pipe or socket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by a link"})
    void socket_isNeitherReadNorReplaced(String link) throws Exception {
        Path socket = directory.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            requireRefused(behind(socket, link), "a device, pipe or socket");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by a link"})
    void directory_isNeitherReadNorReplaced(String link) throws Exception {
        requireRefused(behind(Files.createDirectory(directory.resolve("folder")), link), "a directory");
    }

    @Test
    void pipeInTheVariable_isPassedOver() throws Exception {
        Path pipe = pipe(directory.resolve("pipe"));
        Path file = directory.resolve("config");
        Kubeconfig.of(PROD).mergeInto(file);

        assertThat(KubeconfigFile.choose(Optional.of(pipe + File.pathSeparator + file), directory, PROD.arn()))
                .isEqualTo(file);
    }

    private Path behind(Path place, String link) throws IOException {
        return link.isEmpty() ? place : Files.createSymbolicLink(directory.resolve("link"), place);
    }

    private static Path pipe(Path place) throws IOException, InterruptedException {
        assumeTrue(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "mkfifo"))),
                "mkfifo makes the pipe, and is not installed");
        assertThat(new ProcessBuilder("mkfifo", place.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        return place;
    }

    private void requireRefused(Path path, String what) throws IOException {
        Object before = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        long places = places();

        assertThatThrownBy(() -> new KubeconfigFile(path, new MovingClock(NOW)).merge(Kubeconfig.of(PROD)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("The kubeconfig " + path + " cannot be changed, and is as it was")
                .hasMessageContaining("it is no file but " + what);
        assertThatThrownBy(() -> Kubeconfig.of(PROD).write(path))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("The kubeconfig " + path + " cannot be written, and is as it was")
                .hasMessageContaining("it is no file but " + what);

        assertThat(Files.readAttributes(path, BasicFileAttributes.class).fileKey())
                .isEqualTo(before);
        assertThat(places()).isEqualTo(places);
    }

    private long places() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.count();
        }
    }
}
