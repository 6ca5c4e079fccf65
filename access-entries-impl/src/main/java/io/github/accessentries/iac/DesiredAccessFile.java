package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.plan.DesiredAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The access that should be, as a file in YAML or JSON that a team keeps under review:
 *
 * <pre>{@code
 * version: 1
 * ownership: {tag: managed-by, value: platform-team}   # or only-listed, which is the default, or all
 * environments:
 *   prod: {account: "111122223333"}
 *   test: {account: "444455556666"}
 * entries:
 *   - principal: arn:aws:iam::${account}:role/team-a-dev
 *     groups: [team-a]
 *     policies:
 *       - policy: AmazonEKSEditPolicy
 *         namespaces: [team-a, team-a-*]
 *       - policy: AmazonEKSViewPolicy
 *         scope: cluster
 *     tags: {owner: team-a}
 * }</pre>
 *
 * <p><code>${name}</code> stands for a variable in any text of an entry: one that the caller gives, else one of the chosen
 * environment, else one of {@code variables}; <code>$${</code> is meant as it stands. An unknown or misspelt name is a
 * fault, never passed over. {@link #schema()} describes the form to editors and checkers.
 */
public final class DesiredAccessFile {

    private DesiredAccessFile() {}

    /**
     * Starts reading, with no environment chosen and no variable given.
     *
     * @return what is to be said before reading, for one thread
     */
    public static Reader reader() {
        return new Reader();
    }

    /**
     * Writes a desired state as such a file, in YAML and without variables. Reading it gives the same state.
     *
     * @param access the state
     * @return the file's text
     */
    public static String write(DesiredAccess access) {
        requireNonNull(access, "access");
        return DesiredAccessWriter.write(access);
    }

    /**
     * The JSON Schema (2020-12) of the form, for editors and checkers. What a schema cannot say, such as that no principal is
     * listed twice, only reading finds.
     *
     * @return the schema, in JSON
     */
    public static String schema() {
        try (InputStream schema = requireNonNull(
                DesiredAccessFile.class.getResourceAsStream("desired-access.schema.json"),
                "desired-access.schema.json")) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the schema from the jar", e);
        }
    }

    /** What is to be said before reading a file. Not thread-safe. */
    public static final class Reader {

        private @Nullable String environment;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private @Nullable Set<AccessPolicy> knownPolicies;

        private Reader() {}

        /**
         * Chooses the environment whose variables hold.
         *
         * @param name one of the file's {@code environments}
         * @return this reader
         */
        public Reader environment(String name) {
            environment = requireNonNull(name, "name");
            return this;
        }

        /**
         * Gives a variable, which goes before those of the file.
         *
         * @param name the name
         * @param value what it stands for
         * @return this reader
         */
        public Reader variable(String name, String value) {
            variables.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Says which access policies there are, so that a misspelt one is found before EKS is asked.
         *
         * @param policies for example those of {@code PolicyCatalogue.published()}, or those that EKS lists
         * @return this reader
         */
        public Reader knownPolicies(Collection<AccessPolicy> policies) {
            requireNonNull(policies, "policies");
            knownPolicies = Set.copyOf(policies);
            return this;
        }

        /**
         * Reads a file.
         *
         * @param text its text, at most four mebi characters of YAML or JSON
         * @return the state it describes
         * @throws io.github.accessentries.plan.InvalidDesiredAccessException if the text is neither YAML nor JSON, or anything
         *     is wrong with what it says; each fault names line and field
         */
        public DesiredAccess read(String text) {
            requireNonNull(text, "text");
            return new DesiredAccessReader(environment, Map.copyOf(variables), knownPolicies).read(text);
        }
    }
}
