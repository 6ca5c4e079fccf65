package io.github.accessentries.migration;

import io.github.accessentries.ErrorContext;
import io.github.accessentries.UnavailableException;
import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.internal.files.WholeFile;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code aws-auth} ConfigMap of a cluster at one moment.
 *
 * @param text the ConfigMap in JSON, empty if there is none
 * @param awsAuth what it says
 */
record ConfigMapBackup(Optional<String> text, AwsAuth awsAuth) {

    static final String PATH = "/api/v1/namespaces/kube-system/configmaps/aws-auth";

    /**
     * Reads it.
     *
     * @throws io.github.accessentries.AccessEntriesException if it cannot be read, also if the answer is no ConfigMap
     *     or another one
     */
    static ConfigMapBackup read(KubernetesApi kubernetes) {
        Optional<String> text = kubernetes.get(PATH);
        AwsAuth answered = AwsAuth.read(path -> text);
        try {
            // What nobody could give to kubectl again is no backup.
            return new ConfigMapBackup(text, text.map(AwsAuth::parseConfigMap).orElse(answered));
        } catch (IllegalArgumentException e) {
            throw new UnavailableException(
                    "Nothing was changed, because the answer of Kubernetes for aws-auth cannot be understood: "
                            + e.getMessage(),
                    ErrorContext.builder().build(),
                    e);
        }
    }

    /**
     * Saves the text, whole or not at all, unless the file already contains it.
     *
     * @return whether there is a ConfigMap to save
     * @throws UncheckedIOException if it cannot be saved
     */
    boolean keep(Path file) {
        text.ifPresent(configMap -> keep(configMap, file));
        return text.isPresent();
    }

    private static void keep(String configMap, Path file) {
        try {
            if (!Files.exists(file)) {
                // Half a backup would look like a whole one.
                WholeFile.create(file, configMap);
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // It is compared like one that was there before.
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not save the ConfigMap to " + file + "; nothing was changed, so choose another file and"
                            + " try again",
                    e);
        }
        requireSame(configMap, file);
    }

    /** What was written is read again, so that a disk that loses it is noticed while the ConfigMap is still there. */
    private static void requireSame(String configMap, Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                // A pipe would be waited for without end.
                throw new FileSystemException(file.toString(), null, "it is no file");
            }
            if (!Files.readString(file, StandardCharsets.UTF_8).equals(configMap)) {
                throw new FileAlreadyExistsException(file.toString(), null, "it has other contents");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not save the ConfigMap to " + file + ", which already exists with other contents; nothing"
                            + " was changed, so choose another file",
                    e);
        }
    }
}
