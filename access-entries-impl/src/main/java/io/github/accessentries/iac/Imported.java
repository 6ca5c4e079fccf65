package io.github.accessentries.iac;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredAccess;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.immutables.value.Value;

/** The access that a document of an infrastructure tool describes. Immutable. */
@CheckReturnValue
@Value.Immutable
public abstract class Imported {

    Imported() {}

    /**
     * Starts with nothing set. Everything but collections and optional parts is required.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the access of each cluster that the document names, by its name} */
    @Value.NaturalOrder
    public abstract SortedMap<String, DesiredAccess> clusters();

    /** {@return what was left out; look at it before anything is applied} */
    public abstract List<Omission> omissions();

    /**
     * The access as text.
     *
     * @return the access of each cluster and what was left out, each on lines of its own
     */
    @Override
    public final String toString() {
        return Stream.concat(
                        clusters().entrySet().stream()
                                .map(cluster -> PlainText.name(cluster.getKey()) + " " + cluster.getValue()),
                        omissions().stream().map(omission -> "left out: " + omission))
                .collect(Collectors.joining("\n"));
    }

    /** Builds it. Not thread-safe. */
    public static final class Builder extends ImmutableImported.Builder {
        Builder() {}
    }
}
