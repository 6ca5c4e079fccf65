package io.github.accessentries.internal.iac.desired;

import io.github.accessentries.authz.Rule;
import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Members;
import io.github.accessentries.internal.field.Text;
import java.util.ArrayList;
import java.util.List;

/** Reads rules, in the words of Kubernetes. */
final class RuleReader {

    private static final String[] MEMBERS = {"verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"};

    private RuleReader() {}

    /**
     * Reads the rules of a mapping; what is wrong with a rule is for those to tell who know where it will hold.
     *
     * @param of the mapping, which has to have {@code rules}
     */
    static List<PlacedRule> rules(Members of) {
        List<PlacedRule> rules = new ArrayList<>();
        if (of.requiredField("rules").isPresent()) {
            for (Field written : of.items("rules")) {
                rules.add(new PlacedRule(rule(Members.of(written, MEMBERS)), written));
            }
        }
        return rules;
    }

    /** A rule and where it stands. */
    record PlacedRule(Rule rule, Field at) {

        static List<Rule> rules(List<PlacedRule> placed) {
            return placed.stream().map(PlacedRule::rule).toList();
        }
    }

    private static Rule rule(Members rule) {
        return Rule.asReceived()
                .verbs(texts(rule, "verbs"))
                .apiGroups(texts(rule, "apiGroups"))
                .resources(texts(rule, "resources"))
                .resourceNames(texts(rule, "resourceNames"))
                .paths(texts(rule, "nonResourceURLs"))
                .build();
    }

    private static List<String> texts(Members rule, String name) {
        return rule.texts(name).stream().map(Text::value).toList();
    }
}
