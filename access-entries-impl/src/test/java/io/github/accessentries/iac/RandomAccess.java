package io.github.accessentries.iac;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.EntryType;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.CustomPolicy;
import io.github.accessentries.authz.RbacBinding;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.authz.RbacRole;
import io.github.accessentries.authz.RbacSubject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.plan.DeadEntryHandling;
import io.github.accessentries.plan.DesiredAccess;
import io.github.accessentries.plan.DesiredEntry;
import io.github.accessentries.plan.Ownership;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes desired states that use everything that can be said, awkward letters included. */
final class RandomAccess {

    private static final List<String> PARTITIONS = List.of("aws", "aws-cn", "aws-us-gov");
    private static final List<String> WORDS = List.of(
            "a", "team-b", "x ${y} $${z}", "%{if}", "{{x}}", "0123", "yes", "null", "'\"", "a: b", "ü", "#no", "~");
    private static final List<AccessPolicy> POLICIES = List.of(
            AccessPolicy.VIEW,
            AccessPolicy.EDIT,
            AccessPolicy.ADMIN,
            AccessPolicy.CLUSTER_ADMIN,
            AccessPolicy.of("arn:aws:eks:us-west-2:111122223333:cluster-access-policy/Own"));
    /** One has the name of one of AWS's policies in short, which only the file itself can tell apart. */
    private static final List<CustomPolicy> CUSTOM = List.of(
            CustomPolicy.of(
                    "view",
                    Rule.builder()
                            .addVerbs("get", "x ${y} $${z}")
                            .addApiGroups("", "apps")
                            .addResources("pods", "pods/log")
                            .addResourceNames("0123", "yes", "a: b")
                            .build()),
            CustomPolicy.of(
                    "0123",
                    Rule.builder().addVerbs("*").addPaths("/metrics", "/api/*").build(),
                    Rule.builder()
                            .addVerbs("list")
                            .addApiGroups("*")
                            .addResources("*")
                            .build()));

    private static final List<EntryType> NODE_TYPES = List.of(
            EntryType.EC2, EntryType.EC2_LINUX, EntryType.EC2_WINDOWS, EntryType.FARGATE_LINUX, EntryType.HYBRID_LINUX);

    private final RandomGenerator random;

    RandomAccess(RandomGenerator random) {
        this.random = random;
    }

    DesiredAccess access(Ownership ownership) {
        return access(ownership, DeadEntryHandling.LEAVE);
    }

    DesiredAccess access(Ownership ownership, DeadEntryHandling deadEntries) {
        DesiredAccess.Builder access =
                DesiredAccess.builder().ownership(ownership).deadEntries(deadEntries);
        int entries = random.nextInt(5);
        for (int i = 0; i < entries; i++) {
            access.entry(entry(i));
        }
        int objects = random.nextInt(4);
        for (int i = 0; i < objects; i++) {
            access.objects(List.of(object(pick(WORDS).replace("%", "").replace("/", "") + i)));
        }
        return access.build();
    }

    private RbacObject object(String name) {
        String namespace = random.nextBoolean() ? null : "team-a";
        if (random.nextBoolean()) {
            return RbacRole.builder()
                    .name(name)
                    .namespace(namespace)
                    .addRules(Rule.builder()
                            .addApiGroups("", pick(WORDS))
                            .addResources("pods", pick(WORDS))
                            .addVerbs(pick(WORDS))
                            .build())
                    .build();
        }
        return RbacBinding.builder()
                .name(name)
                .namespace(namespace)
                .roleKind(namespace == null ? RbacBinding.CLUSTER_ROLE : RbacBinding.ROLE)
                .role("r" + name)
                .addSubjects(RbacSubject.group(pick(WORDS)), RbacSubject.user(pick(WORDS)))
                .addSubjects(RbacSubject.serviceAccount("kube-system", "a"))
                .build();
    }

    private DesiredEntry.Builder entry(int number) {
        // Names that differ only in what documents cannot say.
        String name = pick(List.of("dev+", "dev@", "dev.", "1dev", "dev=")) + "x".repeat(number);
        String account = "00000000000" + number;
        String partition = pick(PARTITIONS);
        boolean nodes = random.nextInt(4) == 0;
        String kind = nodes || random.nextBoolean() ? "role" : "user";
        DesiredEntry.Builder entry = DesiredEntry.builder(
                PrincipalArn.of("arn:" + partition + ":iam::" + account + ":" + kind + "/p/" + name));
        if (nodes) {
            EntryType type = pick(NODE_TYPES);
            entry.type(type);
            return type.equals(EntryType.EC2) && random.nextBoolean()
                    ? entry.allow(AccessPolicy.AUTO_NODE).clusterWide()
                    : entry;
        }
        if (random.nextBoolean()) {
            entry.username("n:" + pick(WORDS) + "{{SessionName}}");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            entry.groups(pick(WORDS));
        }
        for (AccessPolicy policy : POLICIES) {
            if (random.nextInt(3) == 0) {
                entry.allow(policy)
                        .in(random.nextBoolean() ? AccessScope.clusterWide() : AccessScope.namespaces("n*", "0123"));
            }
        }
        for (CustomPolicy policy : CUSTOM) {
            if (random.nextInt(4) == 0) {
                entry.allow(policy)
                        .in(
                                random.nextBoolean() || policy.allowsPaths()
                                        ? AccessScope.clusterWide()
                                        : AccessScope.namespaces("n*", "0123"));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            entry.tag("key " + i, pick(WORDS));
        }
        return entry;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
