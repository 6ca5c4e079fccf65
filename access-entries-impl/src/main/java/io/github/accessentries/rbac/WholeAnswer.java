package io.github.accessentries.rbac;

import io.github.accessentries.authz.Holder;
import io.github.accessentries.authz.Permission;
import io.github.accessentries.authz.Reason;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.authz.Where;
import io.github.accessentries.internal.question.PlacedDoubt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The answer to one whole question: everybody who has a part of it, and which. For one thread. */
final class WholeAnswer {

    private final ClusterModel model;
    private final ClusterAuthorizer authorizer;
    private final WholeQuestion question;
    private final boolean nodesMay;
    private final Map<RuleIndex, List<WholeQuestion.Share>> shares = new HashMap<>();

    WholeAnswer(ClusterModel model, ClusterAuthorizer authorizer, WholeQuestion question) {
        this.model = model;
        this.authorizer = authorizer;
        this.question = question;
        this.nodesMay = !question.shareOf(NodeAuthorizer.rules().rules()).isEmpty();
    }

    /** The answer of those who are in the order of their numbers. */
    List<Holder> holders(Collection<Candidate> candidates) {
        List<Holder> holders = new ArrayList<>();
        List<Permission> inAnySession = List.of();
        for (Candidate candidate : candidates) {
            List<Permission> parts = partsOf(candidate);
            boolean isWorthTelling = true;
            if (candidate.isOfOneSession()) {
                List<Permission> anyway = inAnySession;
                isWorthTelling =
                        !parts.stream().allMatch(part -> anyway.stream().anyMatch(wide -> covers(wide, part)));
            } else {
                inAnySession = parts;
            }
            boolean hasAll = question.isIn(parts);
            List<String> doubts = hasAll ? List.of() : doubtsAbout(candidate);
            if (isWorthTelling && !(parts.isEmpty() && doubts.isEmpty())) {
                holders.add(Holder.builder()
                        .subject(candidate.subject())
                        .session(candidate.session())
                        .parts(parts)
                        .reasons(reasonsOf(parts))
                        .hasAll(hasAll)
                        .doubts(doubts)
                        .build());
            }
        }
        return holders;
    }

    private static boolean covers(Permission wide, Permission narrow) {
        return Places.covers(wide.where(), narrow.where()) && RuleShare.covers(wide.rule(), narrow.rule());
    }

    /** By place, the whole cluster first. */
    private List<Permission> partsOf(Candidate candidate) {
        Map<Where, Map<Rule, Set<Reason>>> byPlace = new TreeMap<>();
        for (Given given : model.givenTo(candidate.user())) {
            for (WholeQuestion.Share share : shareOf(given.grant().rules())) {
                Where place = Places.intersection(share.asked(), Places.normal(given.where()));
                if (place != null) {
                    Given there = new Given(given.grant(), place, given.principalId());
                    Map<Rule, Set<Reason>> rules = byPlace.computeIfAbsent(place, each -> new LinkedHashMap<>());
                    (given.where().isClusterWide() ? share.anywhere() : share.inNamespaces())
                            .forEach(each -> rules.computeIfAbsent(each.rule(), rule -> new LinkedHashSet<>())
                                    .add(there.reason(each.of())));
                }
            }
        }
        List<Permission> parts = new ArrayList<>();
        byPlace.forEach((place, rules) -> rules.forEach((rule, reasons) -> parts.add(
                Permission.builder().where(place).rule(rule).reasons(reasons).build())));
        return parts;
    }

    private List<WholeQuestion.Share> shareOf(RuleIndex rules) {
        return shares.computeIfAbsent(rules, each -> question.shareOf(each.rules()));
    }

    private static Collection<Reason> reasonsOf(List<Permission> parts) {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        parts.forEach(part -> part.reasons().forEach(reason -> reasons.putIfAbsent(reason.text(), reason)));
        return reasons.values();
    }

    private List<String> doubtsAbout(Candidate candidate) {
        return inWords(model.doubtsAbout(candidate));
    }

    private List<String> inWords(Collection<PlacedDoubt> doubts) {
        return doubts.stream()
                .filter(this::matters)
                .map(PlacedDoubt::text)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The only doubt about some rules is that about nodes. */
    private boolean matters(PlacedDoubt doubt) {
        return (doubt.rules().isEmpty() || nodesMay)
                && (doubt.places().isEmpty() || doubt.places().stream().anyMatch(question::touches));
    }

    /** Why others may have something of it too. */
    List<String> doubtsAboutOthers() {
        List<String> doubts = inWords(model.doubtsAboutOthers());
        doubts.addAll(question.mistakes(authorizer.misspellings()));
        return doubts;
    }
}
