package io.github.accessentries.report;

/** How a report can be had. All of them are texts for UTF-8 files, and safe to open whatever names a cluster has. */
public enum ReportFormat {

    /** For terminals: findings, and a table with a line for each subject. */
    TEXT,

    /** The same as GitHub-flavoured Markdown. */
    MARKDOWN,

    /**
     * For spreadsheets: a line for each subject and place where it has something, as RFC 4180 has it. What a spreadsheet would
     * take for a formula begins with an apostrophe. What could not be understood and could change any line comes first, in lines
     * of the kind {@code incomplete}; what the report leaves out, in lines of the kind {@code note}, comes before it.
     */
    CSV,

    /**
     * For programs: one object, by {@link ResultReport#schema()}. Names are as they are, with the escapes of JSON alone.
     *
     * <ul>
     *   <li>{@code version} of the form; {@code kind}, which is {@code access}; {@code cluster}, if the entries have its name
     *   <li>{@code title}; {@code notes}: what the report leaves out, one sentence each; {@code about}, if it is {@linkplain
     *       AccessReport#about about some subjects only}: how many {@code subjects} it shows {@code of} how many; {@code doubts}:
     *       what could not be understood and could change any row, one sentence each; {@code namespaces}: all names and patterns
     *       in which subjects have something, sorted
     *   <li>{@code roles}: what policies and roles have, each once: lists of rules with the members of Kubernetes' own
     *   <li>{@code subjects}: {@code kind} and {@code name} as in {@link io.github.accessentries.authz.Subject}; of
     *       principals also {@code source}, {@code username}, {@code groups}; {@code everywhere}, the standing in the whole
     *       cluster as {@link Standing#toString()} writes it; {@code levels}, by namespace, where it is another;
     *       {@code grants}, each with {@code namespace} (a name or pattern; absent for the whole cluster), {@code reason} in
     *       the words of the audit log or, of a custom policy, that policy with its scope and group, {@code role} as an index;
     *       {@code doubts}, one sentence each
     *   <li>{@code risks}: {@code id}, {@code severity}, {@code source}, {@code summary}, {@code remedy}, and
     *       {@code exposures} with {@code kind}, {@code subject}, {@code where} as a list, {@code clusterWide} if one of these is
     *       the whole cluster, which a namespace may be called like, {@code ground}
     *   <li>{@code comparison}, if the report is {@linkplain AccessReport#comparedWith compared}: what a comparison has as a
     *       {@link ResultReport}
     *   <li>{@code paths}, if the report is {@linkplain AccessReport#with(io.github.accessentries.risk.PowerPaths) with paths}: {@code
     *       shortest}, each with {@code kind}, {@code name}, {@code members}, {@code target}, {@code certain}, {@code steps} (the
     *       {@code id} of the risk, {@code actor}, {@code action}, {@code condition} if there is one, {@code reached}, {@code grounds}
     *       with {@code request} and {@code by}) and {@code holding}; {@code cuts}, with {@code grant} and {@code subjects}; {@code
     *       doubts}
     * </ul>
     *
     * <p>Later versions may add members.
     */
    JSON,

    /**
     * The risks for code scanning: one run of <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF
     * 2.1.0</a>. Each kind of risk is a rule, with its most urgent finding as {@code security-severity}; each finding is a
     * result, of the level {@code error} (critical, high), {@code warning}, {@code note} or {@code none} (info), which keeps its
     * fingerprint while its kind, its source, its {@linkplain io.github.accessentries.risk.Risk#limit() limit} and the {@linkplain
     * AccessReport#title() title} stay the same. Findings that have all of these in common are numbered. There is no file in a
     * repository to point at, so the title stands for one. What could not be understood, and what the report leaves out, is a
     * notification of the run.
     */
    SARIF,

    /**
     * For browsers: one page without any outside parts, that shows for each level what it stands on and what is risky about it, and
     * answers {@link io.github.accessentries.authz.AccessQuestion}s as the model does. A question is a link: {@code
     * #can=get,list+secrets&ns=payments}, where {@code can} has verbs and resources ({@code *} leaves them open), {@code ns}
     * namespaces, {@code name} objects, and {@code who} shows only those who are called so. Several are parted by commas.
     */
    HTML,

    /** A graph for Graphviz, from principals over entries, policies, groups and bindings to roles and custom policies. */
    DOT,

    /** The same graph for Mermaid, which Markdown viewers draw. */
    MERMAID
}
