package io.github.accessentries.internal.document;

/**
 * How much a text from outside may ask of its reader, by what the text is. How far aliases may go in what {@link KubernetesYaml}
 * reads, is said by Kubernetes.
 */
public enum DocumentLimits {
    /** A list in the {@code aws-auth} ConfigMap. A ConfigMap holds at most one mebibyte. */
    AWS_AUTH(1 << 20, DocumentLimits.DEPTH_OF_KUBERNETES, 0, RepeatedKeys.LAST_COUNTS),
    /** A whole ConfigMap, in which there is room for metadata and for escapes around the data. */
    CONFIG_MAP(2 << 20, DocumentLimits.DEPTH_OF_KUBERNETES, 0, RepeatedKeys.LAST_COUNTS),
    /** The RBAC objects of a cluster, as kubectl prints them. Few aliases: what refers to much could multiply without end. */
    RBAC_OBJECTS(64 << 20, DocumentLimits.DEPTH_OF_KUBERNETES, 20, RepeatedKeys.LAST_COUNTS),
    /** What the AWS CLI and kubectl have written about a cluster, a file of it. Others may read a key twice otherwise; it is told. */
    CLUSTER_DUMP(64 << 20, DocumentLimits.DEPTH_OF_KUBERNETES, 0, RepeatedKeys.LAST_COUNTS),
    /** An object or a list as an API server sends it. */
    KUBERNETES_ANSWER(64 << 20, DocumentLimits.DEPTH_OF_KUBERNETES, 0, RepeatedKeys.REFUSED),
    /**
     * An event of a cluster's audit log, or some of them in one text. With its objects, a request and its answer, one is of a few
     * mebibytes at the most; an object is as deep as Kubernetes lets it be.
     */
    AUDIT_EVENT(8 << 20, DocumentLimits.DEPTH_OF_KUBERNETES, 0, RepeatedKeys.REFUSED),
    /** A catalogue of access policies; the published one has a fiftieth of this. */
    POLICY_CATALOGUE(4 << 20, DocumentLimits.ALIASES_OF_PEOPLE, RepeatedKeys.REFUSED),
    /** A file of desired access, as a team keeps it under review. What its aliases may multiply is counted as it is read. */
    DESIRED_ACCESS(4 << 20, DocumentLimits.ALIASES_OF_TEAMS, RepeatedKeys.REFUSED),
    /** A template of CloudFormation, which itself stops at a quarter of this and knows no aliases. */
    CLOUDFORMATION_TEMPLATE(4 << 20, 200, 0, RepeatedKeys.REFUSED),
    /** A configuration, plan or state of Terraform. Other resources in it may be deeper than anybody's access. */
    TERRAFORM(64 << 20, 200, 0, RepeatedKeys.REFUSED),
    /** A file of a tool that reads YAML as Kubernetes does, or of objects that describe access entries. */
    TEAM_MANIFEST(4 << 20, 200, DocumentLimits.ALIASES_OF_TEAMS, RepeatedKeys.REFUSED),
    /** What the fake starts with. Its nodes are followed one by one, and aliases could lead around for ever. */
    FAKE_SEED(4 << 20, 0, RepeatedKeys.REFUSED),
    /** What an API server asks a webhook: more than any honest review has. */
    REVIEW(1 << 20, 0, RepeatedKeys.REFUSED),
    /** The answer of STS. */
    CALLER_IDENTITY(64 << 10, 0, RepeatedKeys.REFUSED),
    /** A request to the fake of an AWS service, which is as patient as the service is. */
    AWS_REQUEST(1 << 20, 255, 0, RepeatedKeys.LAST_COUNTS),
    /** One record of CloudTrail, which itself stops at a quarter of this. */
    CLOUDTRAIL_RECORD(1 << 20, 200, 0, RepeatedKeys.REFUSED),
    /** A file of records once it is unpacked, of which CloudTrail fills less than a fifth. It is never held as a whole. */
    CLOUDTRAIL_FILE(256 << 20, 200, 0, RepeatedKeys.REFUSED),
    /** What shards of a fleet have written about their clusters: room for a hundred thousand of them and more. */
    FLEET_SUMMARY(64 << 20, 0, RepeatedKeys.REFUSED),
    /**
     * What one job has written about its plan, or those of a fleet, for another. A plan of 3,000 entries takes three mebibytes; only
     * the little that plans are recognised by is kept of it.
     */
    STORED_RESULT(256 << 20, 0, RepeatedKeys.REFUSED),
    /** A kubeconfig: room for a thousand clusters with their certificates. What a key that is there twice means, its readers disagree about. */
    KUBECONFIG(4 << 20, DocumentLimits.ALIASES_OF_PEOPLE, RepeatedKeys.REFUSED),
    /** What a client tells the plugin that gets its token. */
    EXEC_INFO(1 << 20, 0, RepeatedKeys.REFUSED);

    /** What becomes of a key that a mapping has twice. */
    enum RepeatedKeys {
        LAST_COUNTS,
        REFUSED
    }

    /** Nobody writes deeper, and whoever goes down further needs a stack for it. */
    private static final int DEPTH_OF_PEOPLE = 50;

    /** Kubernetes goes down ten times as far, and a text that does, too, is told as one that is not read here. */
    private static final int DEPTH_OF_KUBERNETES = 1000;

    private static final int ALIASES_OF_PEOPLE = 50;

    private static final int ALIASES_OF_TEAMS = 10_000;

    private static final int CHARACTERS_OF_A_VALUE = 10;

    private static final int MOST_VALUES = 2 << 20;

    private final int maxCharacters;
    private final int maxDepth;
    private final int maxAliases;
    private final RepeatedKeys repeatedKeys;

    DocumentLimits(int maxCharacters, int maxAliases, RepeatedKeys repeatedKeys) {
        this(maxCharacters, DEPTH_OF_PEOPLE, maxAliases, repeatedKeys);
    }

    DocumentLimits(int maxCharacters, int maxDepth, int maxAliases, RepeatedKeys repeatedKeys) {
        this.maxCharacters = maxCharacters;
        this.maxDepth = maxDepth;
        this.maxAliases = maxAliases;
        this.repeatedKeys = repeatedKeys;
    }

    /**
     * How long the text may be.
     *
     * @return a number of characters, or of bytes where the text comes as bytes
     */
    public int maxCharacters() {
        return maxCharacters;
    }

    /**
     * How deep lists and mappings may lie in one another.
     *
     * @return a number of levels
     */
    public int maxDepth() {
        return maxDepth;
    }

    /**
     * How many values a text may have that is held as a whole. Each of them takes room of its own, so that a text of nothing else
     * would take a hundred times its own.
     *
     * @return a number of texts, lists and mappings, more than any text of this length has that somebody uses
     */
    public int maxValues() {
        return Math.min(maxCharacters / CHARACTERS_OF_A_VALUE, MOST_VALUES);
    }

    int maxAliases() {
        return maxAliases;
    }

    /**
     * Whether YAML may have aliases at all.
     *
     * @return {@code true} if a number of them is allowed
     */
    public boolean allowsAliases() {
        return maxAliases > 0;
    }

    boolean allowsRepeatedKeys() {
        return repeatedKeys == RepeatedKeys.LAST_COUNTS;
    }
}
