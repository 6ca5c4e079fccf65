package io.github.accessentries.authz;

import io.github.accessentries.AccessEntry;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.authn.KubernetesUser;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What grants access on one cluster, at one moment, compiled for quick answers. Immutable, and safe to share between
 * threads.
 */
public interface AccessModel {

    /**
     * The access entries that this model was built from.
     *
     * @return the entries
     */
    List<AccessEntry> entries();

    /**
     * The version of Kubernetes of the cluster, which decides what some rights amount to.
     *
     * @return the version, empty if the model does not know it
     */
    Optional<KubernetesVersion> kubernetesVersion();

    /**
     * The authentication mode of the cluster, as the model was told it.
     *
     * @return the mode
     */
    AuthenticationMode authenticationMode();

    /**
     * What could not be read or understood of what the model was built from, and could change answers about anybody: for
     * example an RBAC role with an invalid rule, or a mapping of {@code aws-auth}. What concerns one subject only, such as
     * a policy whose rules AWS does not publish, is told by the answers about that subject.
     *
     * @return one sentence each; empty if everything was understood
     */
    List<String> doubts();

    /**
     * What is not known of the access of one subject, beyond the {@link #doubts()} about anybody: for example a policy with
     * rules that AWS does not publish, or with a scope that this version does not know.
     *
     * @param subject who
     * @return one sentence each; empty if all of its access is known
     */
    List<String> doubtsAbout(Subject subject);

    /**
     * The authorizer that decides by this model.
     *
     * @return the authorizer, always the same one
     */
    Authorizer authorizer();

    /**
     * The namespaces that the model knows of: those that were given, and those that bindings or scopes name in full.
     *
     * @return the names, sorted
     */
    Set<String> namespaces();

    /**
     * The subjects of the model: the principals of access entries and of {@code aws-auth}, the subjects of all
     * bindings, and the group {@code system:masters}, which every cluster has.
     *
     * @return the subjects, sorted
     */
    List<Subject> subjects();

    /**
     * The user that a subject is for the API server.
     *
     * <p>The user name of a principal is the template as it stands, where that depends on the session; no binding can name
     * it. A service account has its groups, a group is a user in it without a name.
     *
     * @param subject who
     * @return the user, empty for a principal that the cluster does not let in, or of which that is unknown, as {@link
     *     #doubtsAbout} then says
     */
    Optional<KubernetesUser> userOf(Subject subject);

    /**
     * Who may do something, and why. What a group or the user name of a principal may do is joined up to the principal,
     * so that an answer for a principal is complete; the groups and user names stand in the list as well, since others
     * may have them too. A question that is certainly misspelt, such as one for {@code deployments} of the core group, is
     * answered as it stands, with a doubt that says what may be meant.
     *
     * @param request what is asked
     * @return those of the {@link #subjects()} that are allowed it, or for which that cannot be ruled out, in the order
     *     of the subjects, and why there may be others
     */
    Holders whoCan(AccessRequest request);

    /**
     * Who may do something of what a question leaves open, and which part of it. Whoever is allowed only some objects, such as
     * those that a rule names, only some namespaces or some of the verbs or resources is in the list too, so that nobody is
     * missed. Otherwise as {@link #whoCan(AccessRequest)}: groups, user names, service accounts and nodes are in it, and a
     * principal has what its groups have.
     *
     * <p>A right that no API server asks about is none: in a namespace, those to resources of Kubernetes that are in none, and to
     * {@code deletecollection} of single objects.
     *
     * @param question what is asked
     * @return those of the {@link #subjects()} that have at least a part, each with its {@linkplain Holder#parts() parts}, or for
     *     which that cannot be ruled out, in the order of the subjects, and why there may be others
     */
    Holders whoCan(AccessQuestion question);

    /**
     * Every rule that a user has, by whatever binding or policy, also where another one has it already: what is left if one
     * of them is taken away can be seen from the others.
     *
     * @param user the user, as {@link Authorizer#decide} takes it
     * @return the rules as they are written down, each with its place and its one reason; {@link #permissionsOf} merges them
     */
    List<Permission> grantsOf(KubernetesUser user);

    /**
     * What a user may do.
     *
     * @param user the user, as {@link Authorizer#decide} takes it
     * @return its permissions by place, merged; a member of {@code system:masters} may do everything
     */
    Permissions permissionsOf(KubernetesUser user);

    /**
     * What a subject may do. For a principal whose user name depends on the session, this is what it may do in any session.
     *
     * @param subject who
     * @return its permissions by place, merged; none for a principal that the cluster does not let in. Its doubts are
     *     those about the subject and about anybody
     */
    Permissions permissionsOf(Subject subject);

    /**
     * Where a user may do something with all objects of a kind. What is misspelt is answered as it stands, with a doubt.
     *
     * @param user the user, as {@link Authorizer#decide} takes it
     * @param verb for example {@code get}
     * @param resource as in {@link AccessRequest#of(String, String)}
     * @return the whole cluster, or the namespaces and patterns, or nowhere, and why it may be more
     * @throws IllegalArgumentException if verb or resource are blank or malformed
     */
    Reach namespacesWhere(KubernetesUser user, String verb, String resource);

    /**
     * How permissions would change if this model became another. Exact; the result is small where little changes.
     *
     * @param other the later model of the same cluster
     * @return the changes for the subjects of both
     */
    ModelComparison compare(AccessModel other);
}
