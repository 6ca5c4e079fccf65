package io.github.accessentries.report;

/** How a result can be handed on. All are texts for UTF-8 files, and safe to open whatever names a cluster has. */
public enum ResultFormat {

    /**
     * For programs: one object on one line, by {@link ResultReport#schema()}. Names are as they are, with the escapes of JSON alone;
     * in texts for people, such as {@code text} and {@code summary}, what could deceive them is replaced.
     *
     * <ul>
     *   <li>of every result: {@code version} of the form, {@code kind}, {@code cluster} (but of a fleet), {@code time}
     *   <li>of the kind {@code plan}: {@code digest} and {@code fingerprint} as in {@link
     *       io.github.accessentries.plan.AccessPlan}; {@code owning} and {@code summary}, in words; {@code steps}, each with its
     *       {@code phase}, whether its changes are made {@code oneByOne}, and {@code changes}; {@code findings}, and as {@code
     *       signOffs} the names by which these are signed off; {@code notices}, {@code leftAlone}, {@code unchecked}; {@code
     *       effects}
     *   <li>of the kinds {@code plan} and {@code fleet}, which are read back: {@code content}, a checksum of each other member; a
     *       text with a member that was edited is refused
     *   <li>of the kind {@code apply}: {@code complete}, if every change is in place and nothing stopped the work; {@code summary}, in
     *       words; {@code stoppedBy}, if something did; {@code outcomes}, each with the {@code status} {@code done}, {@code
     *       was-there}, {@code failed} or {@code not-tried}, why that is as {@code detail}, and the {@code change}
     *   <li>of the kind {@code drift}: {@code inSync}, as far as access entries go; as {@code notCompared} what lets principals in beside
     *       them and was not compared; {@code unlisted} principals; the {@code plan} that brings the cluster back, with
     *       the members of a plan
     *   <li>of the kind {@code comparison}: {@code certain}, if there are no other changes, and the members of effects
     *   <li>of the kind {@code who-can}: the {@code question} in words as {@code text}, and its {@code verbs}, {@code resources},
     *       {@code names} and {@code namespaces} as far as they are not left open, or else the {@code request} with its parts; {@code
     *       certain}; {@code counts} of those who have {@code all}, a {@code part} or {@code perhaps} something; {@code doubts};
     *       {@code holders}, each with {@code kind} and {@code name}, the {@code session} that it takes, what it {@code has} (one of
     *       these three words), {@code reasons} with a {@code summary} and the {@code text} of the audit log, {@code parts} with their
     *       own, {@code doubts}, and all of that as a {@code summary}
     *   <li>of the kind {@code fleet}: the {@code operation}, {@code plan}, {@code apply} or {@code drift}; {@code complete}, if no
     *       cluster failed or is open; {@code counts} of clusters by state and of missing shards; {@code fleet}, as {@link
     *       io.github.accessentries.fleet.FleetSummary#toJson()} writes it; {@code results} as far as they were kept, each with
     *       {@code cluster} and the members of a {@code plan}, an {@code apply} or a {@code drift}
     *   <li>of the kind {@code risks}: {@code counts} by severity, and {@code risks} as in {@link ReportFormat#JSON}, the most urgent
     *       first
     *   <li>of each change: {@code verb}; {@code principal} or {@code object}; {@code detail} and {@code reason}, and all of that
     *       as one {@code text}; {@code before} and {@code after}, as far as there is something: the entry, that part of it that
     *       changes, the policy with its scope, or the object
     *   <li>of effects: {@code subjects} that gain or lose something, those first that become administrators, then those that cease to
     *       be, then by the level that they gain, each with {@code kind} and {@code name}, {@code levels} where
     *       they are others ({@code before} and {@code after} as {@link Standing#toString()} writes them, in {@code namespaces} or, without
     *       these, in the whole cluster), {@code gains} and
     *       {@code loses} (the {@code count} of permissions, in {@code groups} that are the same at several places, and what gives them
     *       as {@code by}, in short), and
     *       the number that it {@code keeps}; the number of {@code unchanged} subjects; {@code doubts}, one sentence each; {@code
     *       permissions}, lists of which each is there once: a {@code rule} with the members of Kubernetes' own, and what it is valid
     *       for {@code except}
     *   <li>of groups: the index of their {@code permissions}; the places, each for itself: {@code clusterWide}, {@code namespaces} by
     *       name or pattern, and {@code otherPlaces} of {@code namespaces} that all must match (none for the whole cluster)
     *       and {@code exceptNamespaces}
     * </ul>
     *
     * <p>Later versions of the library may add members, which {@link ResultReport#readPlan} and {@link ResultReport#readFleet} pass
     * over if their checksums are right; only the {@code fleet} within a fleet has all members of its own version and no others. What means something else gets
     * another {@code version}.
     */
    JSON,

    /**
     * For the comment on a pull request: GitHub-flavoured Markdown that begins with what a reviewer has to decide, and folds the
     * rest. No name in it makes markup, a link or a mention. It is never longer than the 65,536 characters that a comment on GitHub
     * can have: what does not fit is left out, folded parts first, and counted at the top and mostly where it is missing.
     */
    MARKDOWN,

    /** The same for terminals, with nothing left out. */
    TEXT,

    /**
     * For spreadsheets, as RFC 4180 has it: a line for each change, finding and effect of a plan, for each outcome, for each subject of
     * a comparison, for each part that a holder has, for each place of each exposure of a risk, and for each cluster and each missing
     * shard of a fleet. What a spreadsheet would take for a formula begins with an apostrophe. Each line begins with the cluster,
     * which is empty for missing shards, so that files of several clusters can be put together.
     */
    CSV
}
