package io.github.accessentries.report;

import io.github.accessentries.AccessPolicy;
import io.github.accessentries.AccessScope;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.authz.AccessQuestion;
import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.GrantedByBinding;
import io.github.accessentries.authz.GrantedByPolicy;
import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Holders;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Subject;
import io.github.accessentries.authz.Where;
import io.github.accessentries.risk.Exposure;
import io.github.accessentries.risk.Risk;
import io.github.accessentries.risk.RiskKind;
import io.github.accessentries.risk.Severity;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random answers and findings whose names would be markup, links, mentions or formulas if they could. */
final class NastyNames {

    private static final List<String> NAMES = List.of(
            "dev",
            "@octocat",
            "a|b",
            "`code`",
            "``` x",
            "<img src=x onerror=alert(1)>",
            "[link](https://evil.example)",
            "https://evil.example/?a&b",
            "www.evil.example",
            "two\nlines\r\n### title",
            "\u202egnp.exe",
            "=HYPERLINK(\"x\")",
            "x;=1",
            "@SUM(1)",
            "</details></summary>",
            "#1 gh-1 !$~_*",
            "\\",
            "\\|",
            "everywhere",
            "\uD800",
            "&lt;b&gt;");

    private final Random random;

    NastyNames(long seed) {
        this.random = new Random(seed);
    }

    String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** Mostly few, sometimes more than fit anywhere. */
    List<String> many() {
        return Stream.generate(this::name)
                .limit(random.nextInt(random.nextInt(8) == 0 ? 1_000 : 10))
                .toList();
    }

    boolean chance() {
        return random.nextBoolean();
    }

    <T> List<T> some(int least, Supplier<T> one) {
        return Stream.generate(one).limit(least + random.nextInt(3)).toList();
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    Subject subject() {
        return switch (random.nextInt(4)) {
            case 0 -> new Subject.Principal(PrincipalArn.role("111122223333", "dev"));
            case 1 -> new Subject.User(name());
            case 2 -> new Subject.Group(name());
            default -> new Subject.ServiceAccount("shop", name());
        };
    }

    Where where() {
        Where where = chance() ? Where.cluster() : Where.namespace(name());
        return random.nextInt(4) == 0 ? where.without(List.of(name())) : where;
    }

    private Rule rule() {
        Rule.Builder rule = Rule.builder().addVerbs(name());
        return (chance() ? rule.addApiGroups("").addResources(name()).addResourceNames(name()) : rule.addPaths("/x"))
                .build();
    }

    private Permission permission() {
        return Permission.builder()
                .where(where())
                .rule(rule())
                .except(
                        random.nextInt(3) == 0
                                ? List.of(Permission.builder()
                                        .where(where())
                                        .rule(rule())
                                        .build())
                                : List.of())
                .reasons(some(1, this::reason))
                .build();
    }

    private Reason reason() {
        return chance()
                ? new GrantedByBinding(name(), chance() ? name() : null, name(), name(), "Group", name(), rule())
                : new GrantedByPolicy(
                        PrincipalArn.role("111122223333", "dev"),
                        AccessPolicy.EDIT,
                        AccessScope.namespaces("team-*"),
                        rule(),
                        name(),
                        name());
    }

    private Holder holder() {
        Holder.Builder holder = Holder.builder().subject(subject()).session(random.nextInt(4) == 0 ? name() : null);
        return switch (random.nextInt(4)) {
            case 0 -> holder.reasons(some(1, this::reason)).build();
            case 1 ->
                holder.reasons(some(1, this::reason))
                        .parts(some(1, this::permission))
                        .build();
            case 2 ->
                holder.reasons(some(1, this::reason))
                        .parts(some(0, this::permission))
                        .doubts(some(0, this::name))
                        .hasAll(false)
                        .build();
            default -> holder.doubts(some(1, this::name)).build();
        };
    }

    private Risk risk() {
        return Risk.builder()
                .kind(oneOf(List.of(RiskKind.values())))
                .severity(oneOf(List.of(Severity.values())))
                .source(name())
                .summary(name())
                .exposures(some(
                        1,
                        () -> Exposure.builder()
                                .subject(subject())
                                .places(some(1, this::where))
                                .ground(name())
                                .shownBy(null)
                                .build()))
                .build();
    }

    List<Risk> risks() {
        return some(0, this::risk);
    }

    Holders holders() {
        return Holders.builder()
                .holders(some(0, this::holder))
                .doubts(some(0, this::name))
                .build();
    }

    ResultReport whoCan() {
        if (chance()) {
            AccessRequest.Builder request = AccessRequest.asReceived().verb(name());
            return ResultReport.of(
                    name(),
                    (chance()
                                    ? request.path(name())
                                    : request.resource(name()).namespace(name()).name(name()))
                            .build(),
                    holders());
        }
        return ResultReport.of(
                name(),
                AccessQuestion.builder()
                        .verbs(some(0, this::name))
                        .names(some(0, this::name))
                        .namespaces(some(0, this::name))
                        .build(),
                holders());
    }
}
