package io.github.accessentries.testkit.internal.kubernetes.review;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.authz.Rule;
import io.github.accessentries.rbac.RbacObjects;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.rbac.HeldRules;
import io.github.accessentries.testkit.internal.kubernetes.rbac.RbacJson;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the caller may do in a namespace, by RBAC alone: SelfSubjectRulesReview. The authorizer of EKS that knows access
 * policies cannot list what it allows, and every answer says so.
 *
 * @param type the kind
 * @param bodies reads the review
 * @param objects the RBAC objects as they are
 */
public record RulesReview(ResourceType type, Bodies bodies, Supplier<RbacObjects> objects) implements ApiHandler {

    private static final int CREATED = 201;

    @Override
    public ApiResponse answer(ApiCall call) {
        ReviewSpec review = ReviewSpec.of(bodies.read(call.request(), type));
        String namespace = review.text("namespace");
        if (namespace.isEmpty()) {
            throw ApiFaults.badRequest("no namespace on request");
        }
        List<Rule> rules = HeldRules.of(objects.get(), call.user(), namespace);
        JsonObject status = new JsonObject();
        status.add("resourceRules", rules(rules, false));
        status.add("nonResourceRules", rules(rules, true));
        status.addProperty("incomplete", true);
        status.addProperty("evaluationError", "webhook authorizer does not support user rule resolution");
        return ApiResponse.json(CREATED, review.answered(status));
    }

    private static JsonArray rules(List<Rule> rules, boolean forPaths) {
        return RbacJson.rules(rules.stream()
                .filter(rule -> rule.paths().isEmpty() != forPaths)
                .toList());
    }
}
