package io.github.accessentries.report;

/** How a result can be handed on. Both are texts for UTF-8 files, and safe to open whatever names a cluster has. */
public enum ResultFormat {

    /**
     * For programs: one object on one line, by {@link ResultReport#schema()}.
     *
     * <ul>
     *   <li>of every result: {@code version} of the form, {@code kind}, {@code cluster}, {@code time}
     *   <li>of the kind {@code plan}: {@code digest} and {@code fingerprint} as in {@link
     *       io.github.accessentries.plan.AccessPlan}; {@code owning} and {@code summary}, in words; {@code steps}, each with its
     *       {@code phase}, whether its changes are made {@code oneByOne}, and {@code changes}; {@code findings}, and as {@code
     *       signOffs} the names by which these are signed off; {@code notices}, {@code leftAlone}, {@code unchecked}; {@code
     *       effects}
     *   <li>of the kind {@code apply}: {@code complete}, if every change is in place and nothing stopped the work; {@code summary}, in
     *       words; {@code stoppedBy}, if something did; {@code outcomes}, each with the {@code status} {@code done}, {@code
     *       was-there}, {@code failed} or {@code not-tried}, why that is as {@code detail}, and the {@code change}
     *   <li>of the kind {@code drift}: {@code inSync}; {@code unlisted} principals; the {@code plan} that brings the cluster back, with
     *       the members of a plan
     *   <li>of the kind {@code comparison}: {@code certain}, if there are no other changes, and the members of effects
     *   <li>of each change: {@code verb}; {@code principal} or {@code object}; {@code detail} and {@code reason}, and all of that
     *       as one {@code text}; {@code before} and {@code after}, as far as there is something: the entry, that part of it that
     *       changes, the policy with its scope, or the object
     *   <li>of effects: {@code subjects} that gain or lose something, each with {@code kind} and {@code name}, {@code levels} where
     *       they are others ({@code before} and {@code after} as {@link Standing#toString()} writes them, in {@code namespaces} or, without
     *       these, in the whole cluster), {@code gains} and
     *       {@code loses} (the {@code count} of permissions, their index in {@code permissions}, and what gives them as {@code by}), and
     *       the number that it {@code keeps}; the number of {@code unchanged} subjects; {@code doubts}, one sentence each; {@code
     *       permissions}, lists of which each is there once: {@code namespaces} that all must match (none for the whole cluster),
     *       {@code exceptNamespaces}, a {@code rule} with the members of Kubernetes' own, and what it is valid for {@code except}
     * </ul>
     *
     * <p>Later versions of the library may add members, which {@link ResultReport#readPlan} passes over. What means something else
     * gets another {@code version}.
     */
    JSON,

    /**
     * For the comment on a pull request: GitHub-flavoured Markdown that begins with what a reviewer has to decide, and folds the
     * rest. No name in it makes markup, a link or a mention. Nothing is left out, so a result with hundreds of changes may be
     * longer than the 65,536 characters that a comment on GitHub can have.
     */
    MARKDOWN
}
