package io.github.accessentries.testkit;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.CheckReturnValue;
import io.github.accessentries.testkit.internal.seed.Seed;
import io.github.accessentries.testkit.internal.seed.SeedReader;
import java.util.function.Consumer;

/**
 * What a fake contains from the start, as a file in YAML or JSON:
 *
 * <pre>{@code
 * version: 1
 * principals:                       # roles and users that exist; clusters' entries may name others
 *   - arn:aws:iam::111122223333:role/team-a-dev
 *   - arn: arn:aws:iam::111122223333:user/ci
 *     accessKeyId: AKIACI           # keys of a user, for programs that bring their own
 *     secretAccessKey: ci
 * clusters:
 *   - name: prod
 *     mode: API_AND_CONFIG_MAP      # or CONFIG_MAP, or API, which is the default
 *     kubernetesVersion: "1.33"     # both versions or neither
 *     platformVersion: eks.1
 *     entries:
 *       - principal: arn:aws:iam::111122223333:role/team-a-dev
 *         type: STANDARD            # the default
 *         username: dev:{{SessionName}}
 *         groups: [team-a]
 *         policies:
 *           - policy: AmazonEKSEditPolicy
 *             namespaces: [team-a, team-a-*]
 *           - policy: AmazonEKSViewPolicy
 *             scope: cluster
 *         tags: {owner: team-a}
 *     rbac: |                       # RBAC objects as kubectl prints them
 *       ...
 *     aws-auth: |                   # the ConfigMap as kubectl prints it
 *       ...
 * }</pre>
 *
 * <p>A misspelt field, a missing one, one of the wrong kind, and whatever EKS or IAM would refuse are faults, told with line
 * and field. A fault in {@code aws-auth} is none, since a cluster, too, passes over what it cannot use there.
 */
public final class SeedFile {

    private SeedFile() {}

    /**
     * Reads a seed.
     *
     * @param text a document in YAML or JSON, at most four mebi characters
     * @return fills a fake, for {@link FakeEksBuilder#seed(Consumer)}; throws an {@link IllegalArgumentException} where EKS
     *     or IAM would refuse
     * @throws IllegalArgumentException if the text is no such file, with every fault
     */
    @CheckReturnValue
    public static Consumer<FakeEks> parse(String text) {
        requireNonNull(text, "text");
        Seed seed = SeedReader.read(text);
        return eks -> new Sowing(eks).sow(seed);
    }
}
