package io.github.accessentries.testkit.internal.kubernetes.verb;

import io.github.accessentries.testkit.internal.kubernetes.admission.Admission;
import io.github.accessentries.testkit.internal.kubernetes.admission.ObjectBirth;
import io.github.accessentries.testkit.internal.kubernetes.body.Presenters;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.lifecycle.Removals;
import io.github.accessentries.testkit.internal.kubernetes.listing.ListVerb;
import io.github.accessentries.testkit.internal.kubernetes.listing.WatchVerb;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.schema.validation.ObjectDecoder;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiCall;
import io.github.accessentries.testkit.internal.kubernetes.server.ApiHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.Dispatcher.ObjectHandler;
import io.github.accessentries.testkit.internal.kubernetes.server.Permissions;
import io.github.accessentries.testkit.internal.kubernetes.server.RequestInfo;
import io.github.accessentries.testkit.internal.kubernetes.server.SubresourceType;
import io.github.accessentries.testkit.internal.kubernetes.store.ObjectStore;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectBodies;
import io.github.accessentries.testkit.internal.kubernetes.writing.ObjectWriter;
import io.github.accessentries.testkit.internal.wire.oidc.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The stored objects: sends each call to what does what its verb says. Thread-safe. */
public final class ObjectEndpoint implements ObjectHandler {

    private static final Set<String> FOR_ALL_NAMESPACES = Set.of("list", "watch");

    private final Map<String, ObjectHandler> verbs;
    private final Map<String, ObjectHandler> parts;
    private final PodBinding binding;

    /**
     * Puts the verbs together.
     *
     * @param store the objects
     * @param birth what new objects get
     * @param admissions what looks at each change, in order
     * @param removals how objects go
     * @param facts what is known of kinds
     * @param permissions whether a caller may, where one call needs a second permission
     * @param tokens signs the tokens of service accounts
     * @param isThere whether the cluster is still there
     */
    public ObjectEndpoint(
            ObjectStore store,
            ObjectBirth birth,
            List<Admission> admissions,
            Removals removals,
            KindFacts facts,
            Permissions permissions,
            TokenIssuer tokens,
            BooleanSupplier isThere) {
        ObjectBodies bodies = new ObjectBodies(new ObjectDecoder(facts.customSchemas()));
        ObjectWriter writer = new ObjectWriter(store, birth, facts.schemas(), List.copyOf(admissions));
        Presenters presenters = new Presenters(facts.columns(), birth.clock());
        DeleteVerb delete = new DeleteVerb(writer, removals, presenters);
        this.binding = new PodBinding(writer);
        RunningParts running = new RunningParts(store);
        this.parts = Map.of(
                "attach", running,
                "exec", running,
                "log", running,
                "portforward", running,
                "proxy", running,
                "token", new AccountTokens(bodies, store, birth.clock(), tokens),
                "eviction", new Eviction(delete),
                "binding", binding,
                "scale", new ScaleVerbs(bodies, writer));
        this.verbs = Map.of(
                "get", new GetVerb(store, presenters),
                "list", new ListVerb(store, facts.fields(), presenters),
                "watch", new WatchVerb(store, facts.fields(), presenters, isThere),
                "create", new CreateVerb(bodies, writer, presenters),
                "update", new UpdateVerb(bodies, writer, presenters),
                "patch", new PatchVerb(bodies, writer, presenters, permissions),
                "delete", delete,
                "deletecollection", new DeleteCollectionVerb(store, facts.fields(), presenters, delete));
    }

    @Override
    public ApiResponse answer(ApiCall call, ResourceType type) {
        RequestInfo info = call.info();
        boolean isElsewhere = !type.namespaced()
                && !info.namespace().isEmpty()
                && !type.resource().equals("namespaces");
        if (isElsewhere) {
            throw ApiFaults.noSuchPath();
        }
        if (type.namespaced() && info.namespace().isEmpty() && !FOR_ALL_NAMESPACES.contains(info.verb())) {
            throw ApiFaults.methodNotAllowed();
        }
        return info.subresource().isEmpty() ? object(call, type) : part(call, type);
    }

    private ApiResponse object(ApiCall call, ResourceType type) {
        RequestInfo info = call.info();
        boolean isNamedCreation = info.verb().equals("create") && !info.name().isEmpty();
        if (isNamedCreation || !type.verbs().contains(info.verb())) {
            throw ApiFaults.methodNotAllowed();
        }
        return handler(info.verb()).answer(call, type);
    }

    private ApiResponse part(ApiCall call, ResourceType type) {
        RequestInfo info = call.info();
        if (!SubresourceType.of(type, info.subresource()).verbs().contains(info.verb())) {
            throw ApiFaults.methodNotAllowed();
        }
        return Optional.ofNullable(parts.get(info.subresource()))
                .orElseGet(() -> handler(info.verb()))
                .answer(call, type);
    }

    private ObjectHandler handler(String verb) {
        return Optional.ofNullable(verbs.get(verb)).orElseThrow(ApiFaults::methodNotAllowed);
    }

    /** Answers the creation of bindings, which are not stored. */
    public ApiHandler bindings() {
        return binding;
    }
}
