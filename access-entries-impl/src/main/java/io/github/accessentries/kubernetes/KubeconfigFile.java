package io.github.accessentries.kubernetes;

import io.github.accessentries.Sleeper;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.internal.files.ReplacedFile;
import io.github.accessentries.internal.text.PlainText;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A kubeconfig on disk, into which others write as well. */
final class KubeconfigFile {

    private static final Logger LOG = LoggerFactory.getLogger(KubeconfigFile.class);

    private final Path file;
    private final Sleeper sleeper;

    KubeconfigFile(Path file, Sleeper sleeper) {
        this.file = file;
        this.sleeper = sleeper;
    }

    /**
     * The file that the AWS CLI would choose: of those in {@code KUBECONFIG} the first that has the cluster already, otherwise the
     * first of all; without them, {@code ~/.kube/config}. Like the CLI it passes over those that cannot be read, with a warning.
     */
    static Path choose(Optional<String> variable, Path home, String cluster) {
        List<Path> files = Arrays.stream(variable.orElse("").split(File.pathSeparator, -1))
                .filter(name -> !name.isBlank())
                .map(name -> inHome(name, home))
                .toList();
        if (files.isEmpty()) {
            return home.resolve(".kube").resolve("config");
        }
        for (Path file : files) {
            try {
                if (read(file).filter(found -> found.hasCluster(cluster)).isPresent()) {
                    return file;
                }
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn(
                        "The kubeconfig {} of KUBECONFIG is passed over: {}",
                        PlainText.of(file.toString()),
                        PlainText.of(String.valueOf(e.getMessage())));
            }
        }
        return files.get(0);
    }

    private static Path inHome(String name, Path home) {
        return name.equals("~") || name.startsWith("~" + File.separator)
                ? home.resolve(name.substring(Math.min(name.length(), 2)))
                : Path.of(name);
    }

    private static Optional<KubeconfigDocument> read(Path file) throws IOException {
        ReplacedFile.requireNothingElse(file);
        try {
            if (Files.size(file) > DocumentLimits.KUBECONFIG.maxCharacters()) {
                throw new IllegalArgumentException(
                        "it is larger than " + DocumentLimits.KUBECONFIG.maxCharacters() + " bytes");
            }
            return KubeconfigDocument.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not text in UTF-8", e);
        }
    }

    void merge(Kubeconfig added) {
        try {
            Path target = ReplacedFile.behindLinks(file);
            // Before the lock, too, which would be made beside the device.
            ReplacedFile.requireNothingElse(target);
            makeParent(file.toAbsolutePath());
            makeParent(target);
            KubeconfigLock.holding(
                    file, target, sleeper, () -> ReplacedFile.write(target, merged(read(target), added)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " is no kubeconfig into which anything can be merged: " + e.getMessage()
                            + "; mend it, or name another file. Nothing was changed",
                    e);
        } catch (InterruptedIOException | ClosedByInterruptException e) {
            throw interrupted(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The kubeconfig " + file + " cannot be changed, and is as it was: " + e.getMessage(), e);
        }
    }

    /** What to throw where the thread, which stays interrupted, was so before the file was replaced. */
    static UncheckedIOException interrupted(Path file, IOException cause) {
        return new UncheckedIOException(
                "The thread was interrupted before the kubeconfig " + file + " was replaced, which is as it was",
                cause);
    }

    private static void makeParent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new FileSystemException(file.toString(), null, "it is no file");
        }
        // Only then, since older JDKs refuse a directory that is a link to one.
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
        }
    }

    private static String merged(Optional<KubeconfigDocument> before, Kubeconfig added) {
        if (before.isEmpty()) {
            return added.toYaml();
        }
        KubeconfigDocument document = before.get();
        document.put("clusters", added.clusterName(), added.clusterEntry());
        document.put("users", added.userName(), added.userEntry());
        document.put("contexts", added.contextName(), added.contextEntry());
        document.setCurrentContext(added.contextName());
        return document.text();
    }
}
