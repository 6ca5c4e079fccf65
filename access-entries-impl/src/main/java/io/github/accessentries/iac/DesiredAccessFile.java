package io.github.accessentries.iac;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.internal.iac.desired.DesiredAccessReader;
import io.github.accessentries.internal.iac.desired.DesiredAccessWriter;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.PrincipalDirectory;
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
 * The desired access as a file in YAML or JSON that a team keeps under review:
 *
 * <pre>{@code
 * version: 1
 * ownership: {tag: managed-by, value: platform-team}   # or only-listed, which is the default, or all
 * deadEntries: remove                                  # or leave, which is the default, or heal
 * environments:
 *   prod: {account: "111122223333"}
 *   test: {account: "444455556666"}
 * policies:   # of one's own, which entries have like those of AWS
 *   team-operator:
 *     rules:
 *       - {apiGroups: [apps], resources: [deployments], verbs: [get, list, patch]}
 * entries:
 *   - principal: arn:aws:iam::${account}:role/team-a-dev
 *     groups: [team-a]
 *     policies:
 *       - policy: AmazonEKSEditPolicy
 *         namespaces: [team-a, team-a-*]
 *       - policy: AmazonEKSViewPolicy
 *         scope: cluster
 *       - policy: team-operator
 *         namespaces: [team-a]
 *     tags: {owner: team-a}
 *   - principal: {permissionSet: Admin, account: "${account}"}     # the role that stands for it today
 *     policies: [{policy: AmazonEKSClusterAdminPolicy, scope: cluster}]
 * roles:
 *   - name: pod-reader                 # a ClusterRole; with a namespace, a Role
 *     rules: [{apiGroups: [""], resources: [pods, pods/log], verbs: [get, list, watch]}]
 * bindings:
 *   - name: team-a-reads-pods
 *     namespace: team-a                # a RoleBinding; without, a ClusterRoleBinding
 *     clusterRole: pod-reader          # or role, for a Role of the namespace
 *     groups: [team-a]                 # and users, serviceAccounts (namespace/name)
 * }</pre>
 *
 * <p><code>${name}</code> stands for a variable in any text of a policy's rules or of an entry: one that the caller sets, otherwise one of the
 * chosen environment, otherwise one of {@code variables}; <code>$${</code> is a literal <code>${</code>. An unknown or
 * misspelled name is a fault, never ignored, and a variable that nothing sets is one fault, wherever it is used. In YAML, an alias stands for
 * what its anchor has, and {@code <<} for the members of one mapping or several that are not written out; aliases may stand for 100,000
 * values at the most. There is one document in a file. A permission set of IAM Identity Center is looked up in the {@link
 * Reader#directory directory} as the file is read, so what is read, planned and written is the ARN of its role. {@link #schema()} describes the form to editors and checkers.
 */
public final class DesiredAccessFile {

    private DesiredAccessFile() {}

    /**
     * Starts reading, without an environment and variables.
     *
     * @return a new reader
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
     * The JSON Schema (2020-12) of the form, for editors and checkers, which see the file with its aliases and merges followed.
     * What a schema cannot say, such as that no principal is listed twice, only reading finds.
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

    /** Options for reading a file. Not thread-safe. */
    public static final class Reader {

        private @Nullable String environment;
        private final Map<String, String> variables = new LinkedHashMap<>();
        private @Nullable Set<AccessPolicy> knownPolicies;
        private @Nullable PrincipalDirectory directory;
        private boolean refusesUnused;

        private Reader() {}

        /**
         * Chooses the environment whose variables apply.
         *
         * @param name one of the file's {@code environments}
         * @return this reader
         */
        public Reader environment(String name) {
            environment = requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets a variable, which takes precedence over those of the file.
         *
         * @param name the name
         * @param value its value
         * @return this reader
         */
        public Reader variable(String name, String value) {
            variables.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
            return this;
        }

        /**
         * Makes a variable of {@link #variable} a fault that the file neither uses nor sets, for variables that a person types and may
         * misspell. By default they are passed over, since one set of variables may serve many files.
         *
         * @return this reader
         */
        public Reader refuseUnusedVariables() {
            refusesUnused = true;
            return this;
        }

        /**
         * Sets which access policies exist, so that a misspelled one is found before EKS is called.
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
         * Sets where to look up the roles of permission sets. A permission set without a role or with several is a fault, and
         * so is any permission set if there is no directory.
         *
         * @param directory lists the roles of Identity Center, as {@code IamDirectory} does
         * @return this reader
         */
        public Reader directory(PrincipalDirectory directory) {
            this.directory = requireNonNull(directory, "directory");
            return this;
        }

        /**
         * Reads a file. Blocks while it asks the directory, if there is one and the file has permission sets.
         *
         * @param text its text, at most four mebi characters of YAML or JSON
         * @return the state it describes
         * @throws io.github.accessentries.plan.InvalidDesiredAccessException if the text is neither YAML nor JSON, or anything
         *     is wrong with what it says; each fault names line and field
         * @throws io.github.accessentries.AccessEntriesException if the directory could not ask IAM
         */
        public DesiredAccess read(String text) {
            requireNonNull(text, "text");
            return new DesiredAccessReader(environment, Map.copyOf(variables), knownPolicies, directory, refusesUnused)
                    .read(text);
        }
    }
}
