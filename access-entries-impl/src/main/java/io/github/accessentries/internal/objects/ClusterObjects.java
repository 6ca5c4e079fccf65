package io.github.accessentries.internal.objects;

import com.google.gson.JsonObject;
import io.github.accessentries.AccessConflictException;
import io.github.accessentries.AccessDeniedException;
import io.github.accessentries.AccessEntriesException;
import io.github.accessentries.ErrorContext;
import io.github.accessentries.authz.RbacObject;
import io.github.accessentries.internal.audit.AuditLine;
import io.github.accessentries.internal.audit.AuditLog;
import io.github.accessentries.internal.kubernetes.KubernetesObjects;
import io.github.accessentries.kubernetes.WritableKubernetesApi;
import io.github.accessentries.rbac.RbacObjects;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The objects of RBAC of a real cluster. Each change reads the object first, and is refused by the cluster if somebody changes it
 * in that moment. Each change that was made is a line in the audit log. Thread-safe.
 */
public final class ClusterObjects implements ObjectCalls {

    private static final String FIELD_MANAGER = "?fieldManager=access-entries";
    private static final String WITHOUT_EFFECT = FIELD_MANAGER + "&dryRun=All";

    private static final String FILLED_IN =
            "the cluster fills in its rules from other roles (aggregationRule), so they cannot be set; leave it out, or"
                    + " label the roles that it takes them from";

    private final String cluster;
    private final WritableKubernetesApi api;
    private final KubernetesObjects objects;
    private final AuditLog audit;

    /**
     * The objects of a cluster.
     *
     * @param cluster the cluster's name
     * @param api its API
     * @param audit where changes are written down
     */
    public ClusterObjects(String cluster, WritableKubernetesApi api, AuditLog audit) {
        this.cluster = cluster;
        this.api = api;
        this.objects = KubernetesObjects.of(api);
        this.audit = audit;
    }

    /**
     * Reads all objects, and the namespaces.
     *
     * @return what the cluster has now
     */
    public RbacObjects read() {
        return RbacObjects.read(api);
    }

    @Override
    public Optional<RbacObject> find(RbacObject like) {
        return objects.find(ObjectPaths.of(like)).map(json -> decoded(like, json));
    }

    @Override
    public void create(RbacObject object) {
        api.create(
                ObjectPaths.list(object) + FIELD_MANAGER, ObjectJson.of(object).toString());
        log("created", object);
    }

    @Override
    public void update(RbacObject before, RbacObject after) {
        replace(before, after, FIELD_MANAGER);
        log("updated", after);
    }

    private void replace(RbacObject before, RbacObject after, String query) {
        JsonObject json = present(before).orElseThrow(() -> conflict(before, "somebody has deleted it meanwhile"));
        if (ObjectJson.isFilledIn(json)) {
            throw conflict(before, FILLED_IN);
        }
        ObjectJson.write(after, json);
        if (api.replace(ObjectPaths.of(after) + query, json.toString()).isEmpty()) {
            throw conflict(before, "somebody has deleted it meanwhile");
        }
    }

    @Override
    public boolean delete(RbacObject before) {
        Optional<JsonObject> json = present(before);
        if (json.isEmpty()) {
            return false;
        }
        JsonObject preconditions = new JsonObject();
        preconditions.addProperty("uid", ObjectJson.ofMetadata(json.get(), "uid"));
        preconditions.addProperty("resourceVersion", ObjectJson.ofMetadata(json.get(), "resourceVersion"));
        JsonObject options = new JsonObject();
        options.addProperty("apiVersion", "v1");
        options.addProperty("kind", "DeleteOptions");
        options.add("preconditions", preconditions);
        boolean deleted = api.delete(ObjectPaths.of(before), options.toString());
        if (deleted) {
            log("deleted", before);
        }
        return deleted;
    }

    /**
     * Asks the cluster whether it would let the caller make an object, without making it: a role must not give what the
     * caller does not have.
     *
     * @param object the object
     * @return why it would be refused, empty if it would not, or if that cannot be told yet
     */
    public Optional<String> refusalToCreate(RbacObject object) {
        return refusal(() -> api.create(
                ObjectPaths.list(object) + WITHOUT_EFFECT, ObjectJson.of(object).toString()));
    }

    /**
     * Asks the cluster whether it would let the caller change an object, without changing it.
     *
     * @param before the object as it must be now
     * @param after the object as it is to be
     * @return why it would be refused, empty if it would not, or if that cannot be told yet
     */
    public Optional<String> refusalToUpdate(RbacObject before, RbacObject after) {
        return objects.find(ObjectPaths.of(before))
                .filter(ObjectJson::isFilledIn)
                .map(json -> FILLED_IN)
                .or(() -> refusal(() -> replace(before, after, WITHOUT_EFFECT)));
    }

    /** What is missing now, such as a role that the same plan makes, is none; neither is what has changed in between. */
    private static Optional<String> refusal(Runnable question) {
        try {
            question.run();
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (AccessConflictException e) {
            return Optional.empty();
        } catch (AccessEntriesException e) {
            if (e.context().statusCode().orElse(0) == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The object as it is on the wire, if it is still the one that was planned for. */
    private Optional<JsonObject> present(RbacObject expected) {
        Optional<JsonObject> json = objects.find(ObjectPaths.of(expected));
        json.ifPresent(found -> {
            if (!SameObject.isSame(decoded(expected, found), expected)) {
                throw conflict(expected, "somebody has changed it meanwhile");
            }
        });
        return json;
    }

    private RbacObject decoded(RbacObject like, JsonObject json) {
        RbacObjects read = RbacObjects.parse(json.toString());
        List<RbacObject> found = Stream.<RbacObject>concat(read.roles().stream(), read.bindings().stream())
                .filter(object -> object.reference().equals(like.reference()))
                .toList();
        if (found.size() != 1) {
            throw conflict(like, "the cluster's answer cannot be read as such an object: " + read.faults());
        }
        return found.get(0);
    }

    private AccessConflictException conflict(RbacObject object, String why) {
        return new AccessConflictException(
                "Did not change " + object.reference() + " on cluster " + cluster + ": " + why
                        + "; plan again and review the new plan",
                ErrorContext.builder().cluster(cluster).build(),
                null);
    }

    private void log(String event, RbacObject object) {
        audit.write(() -> AuditLine.of(event + " object")
                .value("cluster", cluster)
                .quoted("object", object.reference())
                .quoted("gives", object.toString()));
    }
}
