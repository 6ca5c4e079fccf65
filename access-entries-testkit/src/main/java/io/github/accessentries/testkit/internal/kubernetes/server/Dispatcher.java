package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.GroupResource;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceTypes;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import java.util.Map;
import java.util.Optional;

/** Sends each call to what answers it: the documents about the API, the reviews, or the stored objects. */
public final class Dispatcher implements ApiHandler {

    private final ResourceTypes types;
    private final ApiHandler documents;
    private final Map<GroupResource, ApiHandler> reviews;
    private final ObjectHandler objects;

    /** Answers calls about stored objects, whose kind is known by then. */
    @FunctionalInterface
    public interface ObjectHandler {

        /**
         * Answers.
         *
         * @param call who asks what
         * @param type the kind
         */
        ApiResponse answer(ApiCall call, ResourceType type);
    }

    /**
     * Sends calls on.
     *
     * @param types the kinds there are
     * @param documents answers paths that are no resources
     * @param reviews answers kinds that are not stored
     * @param objects answers all else
     */
    public Dispatcher(
            ResourceTypes types, ApiHandler documents, Map<GroupResource, ApiHandler> reviews, ObjectHandler objects) {
        this.types = types;
        this.documents = documents;
        this.reviews = Map.copyOf(reviews);
        this.objects = objects;
    }

    @Override
    public ApiResponse answer(ApiCall call) {
        RequestInfo info = call.info();
        if (!info.isForResource()) {
            return documents.answer(call);
        }
        ResourceType type = types.find(info.group(), info.version(), info.resource())
                .filter(found ->
                        info.subresource().isEmpty() || found.subresources().contains(info.subresource()))
                .orElseThrow(ApiFaults::noSuchPath);
        if (type.isStored()) {
            return objects.answer(call, type);
        }
        return Optional.ofNullable(reviews.get(type.groupResource()))
                .orElseThrow(ApiFaults::noSuchPath)
                .answer(call);
    }
}
