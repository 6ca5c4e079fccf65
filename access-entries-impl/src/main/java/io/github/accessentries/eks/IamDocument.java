package io.github.accessentries.eks;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.accessentries.PrincipalArn;
import io.github.accessentries.eks.IamAction.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The permissions as a policy document of IAM: a statement for each kind of resource, and for each condition. */
record IamDocument(RequiredIamPermissions permissions) {

    static final String PASS_ROLE = "iam:PassRole";

    private static final Gson JSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    String text() {
        JsonArray statements = new JsonArray();
        for (Resource resource : Resource.values()) {
            add(statements, resource.sid(), unconditional(resource), on(resource), new JsonObject());
        }
        if (isNarrowed(IamAction.ASSOCIATE_ACCESS_POLICY)) {
            add(statements, "Give", IamAction.ASSOCIATE_ACCESS_POLICY, giving());
        }
        if (isNarrowed(IamAction.UPDATE_CLUSTER_CONFIG)) {
            add(statements, "ChangeMode", IamAction.UPDATE_CLUSTER_CONFIG, changingMode());
        }
        if (!permissions.nodeRoles().isEmpty()) {
            add(
                    statements,
                    "PassNodeRoles",
                    List.of(PASS_ROLE),
                    permissions.nodeRoles().stream().map(PrincipalArn::arn).toList(),
                    new JsonObject());
        }
        if (statements.isEmpty()) {
            return "";
        }
        JsonObject document = new JsonObject();
        document.addProperty("Version", "2012-10-17");
        document.add("Statement", statements);
        return JSON.toJson(document);
    }

    private List<String> unconditional(Resource resource) {
        return permissions.needed().stream()
                .filter(action -> action.resource() == resource && !isNarrowed(action))
                .map(IamAction::action)
                .sorted()
                .toList();
    }

    private boolean isNarrowed(IamAction action) {
        boolean narrowed = switch (action) {
            case ASSOCIATE_ACCESS_POLICY ->
                !permissions.onlyPolicies().isEmpty()
                        || !permissions.onlyNamespaces().isEmpty();
            case UPDATE_CLUSTER_CONFIG -> !permissions.onlyModes().isEmpty();
            default -> false;
        };
        return narrowed && permissions.needed().contains(action);
    }

    private Set<String> on(Resource resource) {
        Set<String> arns = new TreeSet<>();
        for (ClusterArn cluster : permissions.clusterArns()) {
            arns.add(
                    switch (resource) {
                        case CLUSTER -> cluster.toString();
                        case ENTRY -> cluster.entries();
                        case ROLE -> cluster.principals("role");
                        case USER -> cluster.principals("user");
                        case ANY -> "*";
                    });
        }
        return arns;
    }

    private JsonObject giving() {
        JsonObject condition = new JsonObject();
        if (!permissions.onlyPolicies().isEmpty()) {
            String partition = permissions.clusterArns().get(0).partition();
            condition.add(
                    "ArnEquals",
                    key(
                            "eks:policyArn",
                            permissions.onlyPolicies().stream()
                                    .map(policy -> policy.arnIn(partition))
                                    .toList()));
        }
        if (!permissions.onlyNamespaces().isEmpty()) {
            // Without the first, a request that names no namespace would pass the second.
            condition.add("StringEquals", key("eks:accessScope", List.of("namespace")));
            condition.add("ForAllValues:StringEquals", key("eks:namespaces", permissions.onlyNamespaces()));
        }
        return condition;
    }

    private JsonObject changingMode() {
        JsonObject condition = new JsonObject();
        condition.add(
                "StringEquals",
                key(
                        "eks:authenticationMode",
                        permissions.onlyModes().stream().map(Enum::name).toList()));
        return condition;
    }

    private static JsonObject key(String name, Collection<String> values) {
        JsonObject key = new JsonObject();
        key.add(name, array(values));
        return key;
    }

    private void add(JsonArray statements, String sid, IamAction action, JsonObject condition) {
        add(statements, sid, List.of(action.action()), on(action.resource()), condition);
    }

    private static void add(
            JsonArray statements, String sid, List<String> actions, Collection<String> on, JsonObject condition) {
        if (actions.isEmpty()) {
            return;
        }
        JsonObject statement = new JsonObject();
        statement.addProperty("Sid", sid);
        statement.addProperty("Effect", "Allow");
        statement.add("Action", array(actions));
        statement.add("Resource", array(on));
        if (condition.size() > 0) {
            statement.add("Condition", condition);
        }
        statements.add(statement);
    }

    private static JsonArray array(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
