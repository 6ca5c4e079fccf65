package io.github.accessentries.internal.calls;

import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.AccessEntry;
import io.github.accessentries.AccessEntryNotFoundException;
import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.AuthenticationMode;
import io.github.accessentries.EntryType;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.PolicyAssociation;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.internal.audit.AuditLine;
import io.github.accessentries.internal.text.PlainText;
import io.github.accessentries.plan.DesiredEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.EksClient;

/** Makes the calls through the SDK's client. */
record SdkEksCalls(EksChannel channel, String cluster, EksTime time) implements EksCalls {

    /** One page of a list, and where the next one begins; {@code null} after the last. */
    private record Page<T>(List<T> items, @Nullable String next) {}

    @Override
    public Optional<AccessEntry> find(PrincipalArn principal) {
        try {
            AccessEntry entry = read(
                    "read the access entry",
                    principal,
                    eks -> SdkValues.entry(
                            cluster,
                            principal,
                            time.of(eks.describeAccessEntry(
                                            r -> r.clusterName(cluster).principalArn(principal.arn())))
                                    .accessEntry(),
                            List.of()));
            return Optional.of(AccessEntry.builder()
                    .from(entry)
                    .policies(SdkValues.eachOnce(associations(principal)))
                    .build());
        } catch (AccessEntryNotFoundException e) {
            time.of(e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<Instant> answeredAt() {
        return time.latest();
    }

    private List<PolicyAssociation> associations(PrincipalArn principal) {
        return pages("read the access policies" + of(principal), about(principal), (eks, token) -> {
            var page = eks.listAssociatedAccessPolicies(
                    r -> r.clusterName(cluster).principalArn(principal.arn()).nextToken(token));
            return new Page<>(
                    SdkValues.list(
                            page.hasAssociatedAccessPolicies(),
                            "associatedAccessPolicies",
                            page.associatedAccessPolicies(),
                            SdkValues::association),
                    page.nextToken());
        });
    }

    @Override
    public List<PrincipalArn> principals() {
        List<PrincipalArn> listed = pages("list the access entries" + ofCluster(), about(), (eks, token) -> {
            var page = time.of(eks.listAccessEntries(r -> r.clusterName(cluster).nextToken(token)));
            return new Page<>(
                    SdkValues.list(
                            page.hasAccessEntries(), "accessEntries", page.accessEntries(), PrincipalArn::fromEks),
                    page.nextToken());
        });
        // An entry that is made or deleted meanwhile moves the others, and one may stand on two pages.
        return listed.stream().distinct().toList();
    }

    @Override
    public List<AccessPolicy> policies() {
        return pages("list the access policies" + ofCluster(), about(), (eks, token) -> {
            var page = eks.listAccessPolicies(r -> r.nextToken(token));
            return new Page<>(
                    SdkValues.list(
                            page.hasAccessPolicies(), "accessPolicies", page.accessPolicies(), SdkValues::policy),
                    page.nextToken());
        });
    }

    @Override
    public ClusterFacts facts() {
        return channel.make(EksCall.read(
                "read cluster " + cluster,
                about(),
                eks -> SdkValues.facts(eks.describeCluster(r -> r.name(cluster)).cluster())));
    }

    @Override
    public String changeMode(AuthenticationMode mode) {
        return channel.make(EksCall.change(
                "change the authentication mode to " + mode + ofCluster(),
                about(),
                eks -> SdkValues.id(eks.updateClusterConfig(
                                r -> r.name(cluster).accessConfig(access -> access.authenticationMode(mode.name())))
                        .update()),
                update -> AuditLine.of("changed authentication mode")
                        .value("cluster", cluster)
                        .value("mode", mode.name())
                        .value("update", update)));
    }

    @Override
    public UpdateState update(String id) {
        return channel.make(EksCall.read(
                "read update " + id + ofCluster(),
                about(),
                eks -> SdkValues.update(
                        id,
                        eks.describeUpdate(r -> r.name(cluster).updateId(id)).update())));
    }

    @Override
    public AccessEntry create(DesiredEntry entry) {
        EntryType type = entry.type();
        AccessEntry made = change(
                "create the access entry",
                entry.principal(),
                eks -> SdkValues.entry(
                        cluster,
                        entry.principal(),
                        eks.createAccessEntry(r -> r.clusterName(cluster)
                                        .principalArn(entry.principal().arn())
                                        .kubernetesGroups(entry.allGroups().isEmpty() ? null : entry.allGroups())
                                        .username(entry.username().orElse(null))
                                        .type(type.equals(EntryType.STANDARD) ? null : type.name())
                                        .tags(entry.tags().isEmpty() ? null : entry.tags()))
                                .accessEntry(),
                        List.of()),
                created -> line("created access entry", entry.principal())
                        .value("type", created.type().name())
                        .value("username", created.username())
                        .values("groups", created.groups()));
        boolean asAsked = made.type().equals(type)
                && (type.isForNodes() || made.groups().equals(entry.allGroups()))
                && entry.username().map(made.username()::equals).orElse(true);
        return asAsked(asAsked, "create " + entry, entry.principal(), made);
    }

    @Override
    public AccessEntry update(PrincipalArn principal, String username, Set<String> groups) {
        AccessEntry made = change(
                "update the access entry",
                principal,
                eks -> SdkValues.entry(
                        cluster,
                        principal,
                        eks.updateAccessEntry(r -> r.clusterName(cluster)
                                        .principalArn(principal.arn())
                                        .username(username)
                                        .kubernetesGroups(groups))
                                .accessEntry(),
                        List.of()),
                updated -> line("updated access entry", principal)
                        .value("username", updated.username())
                        .values("groups", updated.groups()));
        boolean asAsked = made.username().equals(username) && made.groups().equals(groups);
        String asked = "update it to " + PlainText.name(username) + " in groups [" + PlainText.names(groups) + "]";
        return asAsked(asAsked, asked, principal, made);
    }

    @Override
    public PolicyAssociation associate(PrincipalArn principal, AccessPolicy policy, AccessScope scope) {
        PolicyAssociation made = change(
                "associate " + policy + " " + scope + " with the access entry",
                principal,
                eks -> SdkValues.association(eks.associateAccessPolicy(r -> r.clusterName(cluster)
                                .principalArn(principal.arn())
                                .policyArn(policyArn(principal, policy))
                                .accessScope(SdkValues.scope(scope)))
                        .associatedAccessPolicy()),
                association -> line("associated access policy", principal)
                        .value("policy", association.policy().toString())
                        .quoted("scope", association.scope().toString()));
        boolean asAsked = made.policy().equals(policy) && made.scope().equals(scope);
        return asAsked(asAsked, "associate " + policy + " " + scope, principal, made);
    }

    /** What EKS made of a change is not what it was asked for only if something between it and here is wrong. */
    private <T> T asAsked(boolean asAsked, String asked, PrincipalArn principal, T made) {
        if (!asAsked) {
            throw new AccessEntriesException(
                    "EKS was asked to " + asked + of(principal) + ", and answers that it is now " + made
                            + "; look at the entry before anything else is changed",
                    about(principal),
                    null);
        }
        return made;
    }

    @Override
    public void disassociate(PrincipalArn principal, AccessPolicy policy) {
        change(
                "disassociate " + policy + " from the access entry",
                principal,
                eks -> eks.disassociateAccessPolicy(r ->
                        r.clusterName(cluster).principalArn(principal.arn()).policyArn(policyArn(principal, policy))),
                answer -> line("disassociated access policy", principal).value("policy", policy.toString()));
    }

    @Override
    public void tag(AccessEntry entry, Map<String, String> tags) {
        String arn = arnOf(entry);
        change(
                "tag the access entry",
                entry.principal(),
                eks -> eks.tagResource(r -> r.resourceArn(arn).tags(tags)),
                answer -> line("tagged access entry", entry.principal())
                        .values(
                                "tags",
                                tags.entrySet().stream()
                                        .map(tag -> tag.getKey() + "=" + tag.getValue())
                                        .toList()));
    }

    @Override
    public void untag(AccessEntry entry, Collection<String> keys) {
        String arn = arnOf(entry);
        change(
                "untag the access entry",
                entry.principal(),
                eks -> eks.untagResource(r -> r.resourceArn(arn).tagKeys(keys)),
                answer -> line("untagged access entry", entry.principal()).values("tags", keys));
    }

    private String arnOf(AccessEntry entry) {
        return entry.arn()
                .orElseThrow(() -> new AccessEntriesException(
                        "EKS returned no ARN for the access entry" + of(entry.principal()) + ", so it cannot be tagged",
                        about(entry.principal()),
                        null));
    }

    @Override
    public void delete(PrincipalArn principal) {
        change(
                "delete the access entry",
                principal,
                eks -> eks.deleteAccessEntry(r -> r.clusterName(cluster).principalArn(principal.arn())),
                answer -> line("deleted access entry", principal));
    }

    private <T> T read(String action, PrincipalArn principal, Function<EksClient, T> send) {
        return channel.make(EksCall.read(action + of(principal), about(principal), send));
    }

    @SuppressWarnings("CanIgnoreReturnValueSuggester") // Most calls return the created object.
    private <T> T change(
            String action, PrincipalArn principal, Function<EksClient, T> send, Function<T, AuditLine> audit) {
        return channel.make(EksCall.change(action + of(principal), about(principal), send, audit));
    }

    /** All items of a list, with one call for each page. */
    private <T> List<T> pages(
            String action, ErrorContext about, BiFunction<EksClient, @Nullable String, Page<T>> send) {
        List<T> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            String from = token;
            Page<T> page = channel.make(EksCall.read(action, about, eks -> send.apply(eks, from)));
            all.addAll(page.items());
            token = page.next();
            if (token != null && !token.isEmpty() && !seen.add(token)) {
                throw new AccessEntriesException(
                        "Could not " + action + ": EKS returned the same nextToken twice, so the list would never"
                                + " end; try again, and report it to AWS if it happens again",
                        about,
                        null);
            }
        } while (token != null && !token.isEmpty());
        return List.copyOf(all);
    }

    private AuditLine line(String event, PrincipalArn principal) {
        return AuditLine.of(event).value("principal", principal.toString()).value("cluster", cluster);
    }

    /** A principal of an unknown form may have no partition. */
    private static String policyArn(PrincipalArn principal, AccessPolicy policy) {
        return policy.arnIn(principal.partition().isEmpty() ? "aws" : principal.partition());
    }

    private String ofCluster() {
        return " of cluster " + cluster;
    }

    private String of(PrincipalArn principal) {
        return " of " + principal + " on cluster " + cluster;
    }

    private ErrorContext about() {
        return ErrorContext.builder().cluster(cluster).build();
    }

    private ErrorContext about(PrincipalArn principal) {
        return ErrorContext.builder().cluster(cluster).principal(principal).build();
    }
}
