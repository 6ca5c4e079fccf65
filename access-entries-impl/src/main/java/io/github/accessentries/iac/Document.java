package io.github.accessentries.iac;

import io.github.accessentries.internal.document.BoundedYaml;
import io.github.accessentries.internal.document.DocumentLimits;
import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A text of YAML, or of JSON, which is YAML too. It is looked at as nodes and never made into objects: what was written
 * stays as it was written, leading zeros of accounts included, and everything knows its line.
 */
final class Document {

    private final List<Fault> faults = new ArrayList<>();
    private final Field root;

    private Document(Node node) {
        this.root = Field.root(node, this);
    }

    /**
     * Reads a text with one document.
     *
     * @throws InvalidDesiredAccessException if there is none, or it is longer or deeper than anybody writes
     */
    static Document parse(String text, String what) {
        try {
            return BoundedYaml.compose(text, DocumentLimits.DESIRED_ACCESS)
                    .map(Document::new)
                    .orElseThrow(() -> refused("the " + what, "is empty"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw refused("line " + line, "the " + what + " is neither YAML nor JSON: " + e.getProblem());
        } catch (YAMLException e) {
            throw refused("the " + what, "cannot be read: " + e.getMessage());
        }
    }

    private static InvalidDesiredAccessException refused(String place, String reason) {
        return new InvalidDesiredAccessException(List.of(Fault.of("", place, reason)));
    }

    Field root() {
        return root;
    }

    void fault(String place, String reason) {
        faults.add(Fault.of("", place, reason));
    }

    /** What was found to be wrong so far, in the order in which it was looked at. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }
}
