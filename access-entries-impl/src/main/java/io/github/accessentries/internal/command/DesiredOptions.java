package io.github.accessentries.internal.command;

import io.github.accessentries.iac.AccessSource;
import io.github.accessentries.iac.DesiredAccessFile;
import io.github.accessentries.iac.Imported;
import io.github.accessentries.internal.files.TextFiles;
import io.github.accessentries.internal.iac.AskedValues;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file with the access that a cluster should have. */
final class DesiredOptions {

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "FILE",
            description = "The desired access, in the form that the option --format names; - is standard input.")
    private String file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "access-entries",
            description = "What the file is written in: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FileFormat format;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment whose variables count, in a file of the form access-entries.")
    private @Nullable String environment;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A variable of the file, or what its tool would fill in; may be repeated.")
    private Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads the file.
     *
     * @param cluster the cluster that it is for
     * @param remarks receives what the file does not say
     */
    DesiredAccess read(OpenCluster cluster, PrintWriter remarks) {
        Optional<AccessSource> source = format.source();
        if (source.isPresent() && environment != null) {
            throw new IllegalArgumentException(
                    "--environment chooses among the environments of a file of the form access-entries, and"
                            + " --format is " + format + "; leave it out, and give values by --set");
        }
        String text = text();
        try {
            return source.isEmpty()
                    ? own(cluster).read(text)
                    : ofCluster(cluster.entries().cluster(), imported(source.get(), text), remarks);
        } catch (InvalidDesiredAccessException e) {
            throw new InvalidDesiredAccessException(
                    e.faults().stream().map(this::inFile).toList());
        }
    }

    private String text() {
        return file.equals(STANDARD_INPUT)
                ? new StandardInput(System.in)
                        .read(in -> TextFiles.readOne(in, "standard input").text())
                : InputFile.read(Path.of(file));
    }

    private DesiredAccessFile.Reader own(OpenCluster cluster) {
        DesiredAccessFile.Reader reader = DesiredAccessFile.reader();
        cluster.directory().ifPresent(reader::directory);
        if (environment != null) {
            reader.environment(environment);
        }
        values.forEach(reader::variable);
        return reader.refuseUnusedVariables();
    }

    private Imported imported(AccessSource source, String text) {
        AskedValues asked = new AskedValues(values);
        Imported imported = source.read(text, asked);
        if (!asked.unasked().isEmpty()) {
            throw new IllegalArgumentException("The access entries of " + file + " need no value "
                    + String.join(", ", asked.unasked()) + ", which --set gives; leave it out, or correct its name");
        }
        return imported;
    }

    private DesiredAccess ofCluster(String cluster, Imported imported, PrintWriter remarks) {
        imported.omissions()
                .forEach(omission -> remarks.println(
                        "Left out of " + PlainText.of(file) + ": " + OptionWords.of(omission.toString())));
        DesiredAccess access = imported.clusters().get(cluster);
        if (access == null) {
            throw new IllegalArgumentException(file + " has no access entries of cluster " + cluster
                    + (imported.clusters().isEmpty()
                            ? ""
                            : "; it has those of "
                                    + String.join(", ", imported.clusters().keySet())));
        }
        return access;
    }

    private Fault inFile(Fault fault) {
        return Fault.builder().from(fault).field(file + ", " + fault.field()).build();
    }
}
