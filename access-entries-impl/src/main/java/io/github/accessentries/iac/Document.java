package io.github.accessentries.iac;

import io.github.accessentries.plan.InvalidDesiredAccessException;
import io.github.accessentries.plan.InvalidDesiredAccessException.Fault;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A text of YAML, or of JSON, which is YAML too. It is looked at as nodes and never made into objects: what was written
 * stays as it was written, leading zeros of accounts included, and everything knows its line.
 */
final class Document {

    /** More than the largest template that CloudFormation takes, by far. */
    static final int MAX_CHARACTERS = 4 << 20;

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
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        // Whoever follows aliases of lists and mappings can be led around for ever.
        options.setMaxAliasesForCollections(0);
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node == null) {
                throw refused("the " + what, "is empty");
            }
            return new Document(node);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw refused("line " + line, "the " + what + " is neither YAML nor JSON: " + e.getProblem());
        } catch (YAMLException e) {
            throw refused("the " + what, "cannot be read: " + e.getMessage());
        }
    }

    private static InvalidDesiredAccessException refused(String place, String reason) {
        return new InvalidDesiredAccessException(List.of(new Fault("", place, reason)));
    }

    Field root() {
        return root;
    }

    void fault(String place, String reason) {
        faults.add(new Fault("", place, reason));
    }

    /** What was found to be wrong so far, in the order in which it was looked at. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }
}
