package io.github.accessentries.migration;

import io.github.accessentries.awsauth.AwsAuth;
import io.github.accessentries.kubernetes.KubernetesApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The {@code aws-auth} ConfigMap of a cluster at one moment.
 *
 * @param text the ConfigMap in JSON, empty if there is none
 */
record ConfigMapBackup(String text) {

    static final String PATH = "/api/v1/namespaces/kube-system/configmaps/aws-auth";

    static ConfigMapBackup read(KubernetesApi kubernetes) {
        return new ConfigMapBackup(kubernetes.get(PATH).orElse(""));
    }

    AwsAuth awsAuth() {
        return text.isEmpty() ? AwsAuth.none() : AwsAuth.parseConfigMap(text);
    }

    /** Saves the text, unless the file already contains it. */
    void keep(Path file) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            requireSame(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not save the ConfigMap to " + file + "; nothing was changed, so choose another file and"
                            + " try again",
                    e);
        }
    }

    private void requireSame(Path file) {
        try {
            if (!Files.readString(file, StandardCharsets.UTF_8).equals(text)) {
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
