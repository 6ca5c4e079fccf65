package io.github.accessentries.iac;

import io.github.accessentries.CheckReturnValue;
import java.util.List;
import java.util.SortedMap;
import org.immutables.value.Value;

/** A document for an infrastructure tool. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Exported {

    Exported() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the document, ready to be written to a file in UTF-8} */
    public abstract String text();

    /**
     * Files that the tool takes beside the document: for CloudFormation and Terraform, what tells it which entries are there already.
     *
     * @return the text of each, by the name of its file; none for most tools
     */
    @Value.NaturalOrder
    public abstract SortedMap<String, String> companions();

    /** {@return what the tool's format cannot express, so that the document does not contain it} */
    public abstract List<Omission> omissions();

    /**
     * What was exported, in short.
     *
     * @return how long the document is, and what it does not contain, on one line
     */
    @Override
    public final String toString() {
        return "a document of " + text().length() + " characters without " + omissions();
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableExported.Builder {
        Builder() {}
    }
}
