package io.github.accessentries.risk;

import static java.util.Objects.requireNonNull;

import io.github.accessentries.authz.AccessModel;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.rbac.RbacObjects;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The chains by which those who have access to a cluster can get more than they have: by creating pods that run as a service account,
 * tokens, impersonation, roles that may be bound or grow, {@code aws-auth}, webhooks and the like.
 *
 * <p>A step counts if one identity has all rights that it takes, whichever grants give them; what takes the rights of several
 * identities at once is not searched. Each step names the grounds on which it is allowed, and as its condition what it takes beyond
 * rights, such as a pod that runs as the account. Of equally long paths, the one with fewer conditions is told. A path by access
 * entries whose rule names no API group, but gives those of all, counts as longer than any other.
 *
 * <p>The service accounts that can be reached are those that a binding names, as such or by their user name, those that the rule of a
 * step names, and the account {@code default} of every namespace that is known; each has what its groups have. Of a ClusterRole of
 * Kubernetes that was not read, the rules are those that Kubernetes sets up; that a role can be bound of which not all is known is
 * among the {@linkplain #doubts() doubts}. What has nothing but grants that Kubernetes and AWS set up themselves is on the way of paths, but begins none. The path of
 * a group, or of a user name, is told once for all principals that have none that is shorter.
 *
 * <p>Where a model {@linkplain #doubts() doubts} something, there may be more paths. Immutable, and safe to share between threads; all
 * of it is worked out in memory, {@link #of} once for all subjects.
 */
public final class PowerPaths {

    private static final int PATHS_IN_TEXT = 20;
    private static final int CUTS_IN_TEXT = 10;

    private final AccessModel model;
    private final PowerSurvey survey;
    private final ShortestWays toTop;
    /** Those who can begin a path. */
    private final Set<Subject> starts;

    private final SetUpGrants setUp;

    private final List<PowerPath> shortest;
    private final List<PowerCut> cuts;
    private final PathDoubts pathDoubts;

    private PowerPaths(AccessModel model, RbacObjects rbac) {
        this.model = model;
        this.survey = new PowerSurvey(model, rbac);
        this.toTop = new ShortestWays(survey.graph(), List.of(number(PowerSurvey.TOP)));
        this.setUp = new SetUpGrants(model, survey.holders());
        this.starts = setUp.holdersOfOthers();
        Set<String> powerful = new HashSet<>();
        for (Subject subject : model.subjects()) {
            if (toTop.reaches(number(subject))) {
                if (subject instanceof Subject.User) {
                    powerful.add(subject.name());
                } else if (subject instanceof Subject.ServiceAccount account) {
                    powerful.add(account.username());
                }
            }
        }
        this.pathDoubts = new PathDoubts(
                model, powerful, new UnknownReach(survey.graph(), toTop), new DoubtfulReach(model, survey));
        this.shortest = new PathsOfMany(survey, toTop).to(PowerTarget.CLUSTER, starts);
        this.cuts = new CutSearch(survey.graph(), toTop).cuts(survey.holders().grants(), setUp);
    }

    /**
     * Finds the paths of everybody on a cluster.
     *
     * @param model the cluster
     * @param rbac the RBAC objects that the model was built from, whose roles may be bound and changed
     * @return the paths
     */
    public static PowerPaths of(AccessModel model, RbacObjects rbac) {
        requireNonNull(model, "model");
        requireNonNull(rbac, "rbac");
        return new PowerPaths(model, rbac);
    }

    /**
     * The shortest path to full control of the cluster of each who has it not, but can get it.
     *
     * @return the paths, shortest first, those by access entries whose rule names no API group last; those of members of a group
     *     whose path it is are told with the group
     */
    public List<PowerPath> shortest() {
        return shortest;
    }

    /**
     * The paths of one subject: for each first step that leads on to full control of the cluster the shortest from there, and where
     * all of these are under conditions, what else can be gained, unless it lies on a path that is told.
     *
     * @param subject one of the {@linkplain AccessModel#subjects() subjects} of the model
     * @return the paths, shortest first, those by access entries whose rule names no API group last; none if nothing more can be
     *     got that is known, see {@link #doubtsAbout}
     * @throws IllegalArgumentException if the model has no such subject
     */
    public List<PowerPath> from(Subject subject) {
        requireNonNull(subject, "subject");
        requireKnown(subject);
        return survey.holders().of(subject).isEmpty() || survey.anonymous().isShutOut(subject)
                ? List.of()
                : new PathSearch(model, survey, toTop, subject).paths();
    }

    /**
     * The shortest path of each who can reach a target and has it not, also by way of full control of the cluster.
     *
     * @param target full control, every Secret, an identity or a role at a place
     * @return the paths, shortest first, as for {@link #shortest()}; none where the target is a subject that the model does not have,
     *     or a role that nobody can bind
     */
    public List<PowerPath> to(PowerTarget target) {
        requireNonNull(target, "target");
        if (target.equals(PowerTarget.CLUSTER)) {
            return shortest;
        }
        Set<Integer> ends = ends(target);
        boolean ofOne = target instanceof PowerTarget.Identity || target instanceof PowerTarget.BoundRole;
        if (ends.isEmpty() && ofOne) {
            return List.of();
        }
        ends.add(number(PowerSurvey.TOP));
        ShortestWays ways = new ShortestWays(survey.graph(), ends);
        Set<Subject> gaining = new LinkedHashSet<>();
        for (Subject start : starts) {
            if (ways.takesSteps(number(start)) && isMore(start, target)) {
                gaining.add(start);
            }
        }
        return new PathsOfMany(survey, ways).to(target, gaining);
    }

    /**
     * The shortest path of each who can act as somebody and has less, also by way of full control of the cluster.
     *
     * @param subject whom
     * @return the paths, as for {@link #to(PowerTarget)}
     */
    public List<PowerPath> to(Subject subject) {
        return to(new PowerTarget.Identity(requireNonNull(subject, "subject")));
    }

    /**
     * The grants without which somebody has no path to full control of the cluster: whole bindings, and associations of policies.
     * Those that Kubernetes sets up again are not among them.
     *
     * @return the cuts, those that end the paths of most first; none for paths that remain by another grant
     */
    public List<PowerCut> cuts() {
        return cuts;
    }

    /**
     * Why there may be more paths: what the model doubts about anybody but nodes and principals of AWS, the roles that can be bound
     * and of which not everything was read, and which steps lead to somebody about whom there is a doubt.
     *
     * @return one sentence each, with those whom it concerns; empty if all is known
     */
    public List<String> doubts() {
        List<Subject> concerned = model.subjects().stream()
                .filter(subject -> !setUp.isOfNodes(subject))
                .toList();
        List<Subject> without =
                starts.stream().filter(subject -> !toTop.has(number(subject))).toList();
        return pathDoubts.aboutAll(concerned, without);
    }

    /**
     * Why somebody may have more paths, also by a step to somebody else about whom there is a doubt.
     *
     * @param subject who
     * @return one sentence each; empty if all is known
     */
    public List<String> doubtsAbout(Subject subject) {
        return pathDoubts.about(requireNonNull(subject, "subject"));
    }

    private void requireKnown(Subject subject) {
        if (!survey.graph().has(new PowerNode.Who(subject))) {
            throw new IllegalArgumentException(
                    subject + " is not among the subjects of the model; ask about one that is, or"
                            + " about Group \"system:authenticated\", which everybody is in");
        }
    }

    private int number(PowerNode node) {
        return survey.graph().find(node);
    }

    private int number(Subject subject) {
        return number(new PowerNode.Who(subject));
    }

    private Set<Integer> ends(PowerTarget target) {
        Set<Integer> ends = new TreeSet<>();
        for (int number = 0; number < survey.graph().size(); number++) {
            if (isEnd(survey.graph().node(number), target)) {
                ends.add(number);
            }
        }
        return ends;
    }

    private static boolean isEnd(PowerNode node, PowerTarget target) {
        if (target instanceof PowerTarget.Identity identity) {
            return node instanceof PowerNode.Who who && who.subject().equals(identity.subject());
        }
        if (target instanceof PowerTarget.BoundRole role) {
            return node instanceof PowerNode.Bound bound && bound.role().equals(role);
        }
        Where where = target instanceof PowerTarget.FullControl control ? control.where() : null;
        return where == null
                ? node instanceof PowerNode.Secrets
                : node instanceof PowerNode.Control control && CommonPlaces.covers(control.where(), where);
    }

    private boolean isMore(Subject start, PowerTarget target) {
        return !(target instanceof PowerTarget.Identity identity)
                || new PowerGains(model, survey.holders().of(start).orElseThrow())
                        .gainsBy(survey.holders().of(identity.subject()));
    }

    /** For tests: how many different rules were looked at. */
    int examinedRules() {
        return survey.examinedRules();
    }

    /**
     * The paths as a person reads them: the shortest, what would cut most of them, and what is not known.
     *
     * @return some lines; long lists say how much more there is
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("Paths to full control of the cluster: ")
                .append(shortest.size())
                .append('\n');
        shortest.stream().limit(PATHS_IN_TEXT).forEach(text::append);
        more(text, shortest.size() - PATHS_IN_TEXT);
        if (!cuts.isEmpty()) {
            text.append("What would cut most of them:\n");
            cuts.stream()
                    .limit(CUTS_IN_TEXT)
                    .forEach(cut -> text.append("  ").append(cut).append('\n'));
            more(text, cuts.size() - CUTS_IN_TEXT);
        }
        List<String> unsure = doubts();
        if (!unsure.isEmpty()) {
            text.append("There may be more, since\n");
            unsure.stream()
                    .limit(PATHS_IN_TEXT)
                    .forEach(doubt ->
                            text.append("  ").append(PlainText.of(doubt)).append('\n'));
            more(text, unsure.size() - PATHS_IN_TEXT);
        }
        return text.toString();
    }

    private static void more(StringBuilder text, int count) {
        if (count > 0) {
            text.append("  and ").append(count).append(" more\n");
        }
    }
}
