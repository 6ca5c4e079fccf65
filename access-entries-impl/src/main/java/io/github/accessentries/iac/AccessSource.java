package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.internal.files.TextFiles;
import io.github.accessentries.internal.iac.resources.ClusterApiReader;
import java.nio.file.Path;
import java.util.Map;

/**
 * Documents of an infrastructure tool from which access entries can be read. Those that can be written as well are {@link AccessFormat}s.
 * What cannot be carried over is listed, never dropped silently. Implementations are thread-safe.
 */
public interface AccessSource {

    /**
     * Manifests with an {@code AWSManagedControlPlane} of Cluster API's provider for AWS, in YAML or JSON. The entries are those of
     * {@code spec.accessEntries}, with the tags that the provider gives to each. Placeholders are filled in as {@code clusterctl} does
     * it, as far as their values are given; the name of a cluster that has none is made of namespace and name, as the provider makes it.
     *
     * <p>It cannot be written: the entries stand within the object that describes a whole cluster, of which nothing is known here, and
     * the provider fails on entries that it has not made itself.
     *
     * @return the source
     */
    static AccessSource clusterApi() {
        return new ToolSource("Cluster API", ClusterApiReader::read);
    }

    /**
     * Reads a document.
     *
     * @param text the document, at most four mebi characters; a state or stack may have 64
     * @param values the values of its placeholders, by name
     * @return the access that it describes, by cluster, and what was left out
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException if the text is not such a document, or
     *     describes an entry that no cluster would accept; every fault is named with its line
     */
    Imported read(String text, Map<String, String> values);

    /**
     * Reads a document from a file in UTF-8, or in UTF-16 with a byte order mark, as PowerShell writes it. Blocks while it reads
     * the file.
     *
     * @param file the file, at most 64 MiB
     * @param values the values of its placeholders, by name
     * @return as for {@link #read(String, Map)}
     * @throws IllegalArgumentException if there is no such file, or it is no text
     * @throws java.io.UncheckedIOException if it cannot be read
     * @throws io.github.accessentries.plan.InvalidDesiredAccessException as for {@link #read(String, Map)}
     */
    default Imported read(Path file, Map<String, String> values) {
        requireNonNull(file, "file");
        requireNonNull(values, "values");
        return read(TextFiles.readOne(file).text(), values);
    }
}
