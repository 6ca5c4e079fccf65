package io.github.accessentries.audit;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.authz.Rule;
import java.util.List;

/**
 * What Kubernetes gives to every user who is known, in the whole cluster: the rules of its default roles {@code system:discovery},
 * {@code system:basic-user} and {@code system:public-info-viewer}.
 */
final class EverybodysRules {

    private static final List<Rule> RULES = List.of(
            Rule.builder()
                    .addVerbs("get")
                    .addPaths(
                            "/api",
                            "/api/*",
                            "/apis",
                            "/apis/*",
                            "/healthz",
                            "/livez",
                            "/openapi",
                            "/openapi/*",
                            "/readyz",
                            "/version",
                            "/version/")
                    .build(),
            Rule.builder()
                    .addVerbs("create")
                    .addApiGroups("authorization.k8s.io")
                    .addResources("selfsubjectaccessreviews", "selfsubjectrulesreviews")
                    .build(),
            Rule.builder()
                    .addVerbs("create")
                    .addApiGroups("authentication.k8s.io")
                    .addResources("selfsubjectreviews")
                    .build());

    private EverybodysRules() {}

    static boolean allow(AccessRequest request) {
        return RULES.stream().anyMatch(rule -> rule.allows(request));
    }
}
