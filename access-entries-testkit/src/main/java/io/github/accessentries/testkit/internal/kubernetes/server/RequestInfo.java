package io.github.accessentries.testkit.internal.kubernetes.server;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiRequest;
import io.github.accessentries.testkit.internal.kubernetes.object.ObjectKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request is about, found from its method and path alone, as kube-apiserver finds it before it authorizes.
 *
 * @param verb for example {@code list}; for a path that is no resource, the method in lower case
 * @param group the API group, empty for the core group
 * @param version its version, empty for a path that is no resource
 * @param resource the plural, empty for a path that is no resource
 * @param subresource what stands behind the name
 * @param namespace the namespace, empty for none
 * @param name the name, empty for none
 * @param path the whole path
 */
public record RequestInfo(
        String verb,
        String group,
        String version,
        String resource,
        String subresource,
        String namespace,
        String name,
        String path) {

    private static final String METADATA_NAME = "metadata.name=";

    /** What a request is about. */
    public static RequestInfo of(ApiRequest request) {
        List<String> segments = request.segments();
        if (segments.size() >= 3 && segments.get(0).equals("api")) {
            return resource(request, "", segments.get(1), segments.subList(2, segments.size()));
        }
        if (segments.size() >= 4 && segments.get(0).equals("apis")) {
            return resource(request, segments.get(1), segments.get(2), segments.subList(3, segments.size()));
        }
        String verb = request.method().toLowerCase(Locale.ROOT);
        return new RequestInfo(verb, "", "", "", "", "", "", request.path());
    }

    private static RequestInfo resource(ApiRequest request, String group, String version, List<String> all) {
        boolean isOldWatch = all.get(0).equals("watch") && all.size() > 1;
        List<String> parts = isOldWatch ? all.subList(1, all.size()) : all;
        String namespace = "";
        List<String> rest = parts;
        if (parts.get(0).equals("namespaces") && parts.size() > 1) {
            namespace = parts.get(1);
            boolean isOfNamespace =
                    parts.size() > 2 && !List.of("status", "finalize").contains(parts.get(2));
            if (isOfNamespace) {
                rest = parts.subList(2, parts.size());
            }
        }
        String resource = rest.get(0);
        String name = rest.size() > 1 ? rest.get(1) : "";
        String subresource = rest.size() > 2 ? rest.get(2) : "";
        if (isOldWatch && (!request.method().equals("GET") || rest.size() > 2)) {
            throw ApiFaults.methodNotAllowed();
        }
        String verb = isOldWatch ? "watch" : verb(request, name.isEmpty());
        if (name.isEmpty() && List.of("list", "watch", "deletecollection").contains(verb)) {
            name = nameSelected(request);
        }
        return new RequestInfo(verb, group, version, resource, subresource, namespace, name, request.path());
    }

    private static String verb(ApiRequest request, boolean isCollection) {
        return switch (request.method()) {
            case "GET", "HEAD" -> !isCollection ? "get" : request.query().isTrue("watch") ? "watch" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> isCollection ? "deletecollection" : "delete";
            default -> throw ApiFaults.methodNotAllowed();
        };
    }

    /** A list of one name is authorized like the object of that name. */
    private static String nameSelected(ApiRequest request) {
        return request.query().first("fieldSelector").stream()
                .flatMap(selector -> Arrays.stream(selector.split(",")))
                .filter(term -> term.startsWith(METADATA_NAME))
                .map(term -> term.substring(METADATA_NAME.length()))
                .map(name -> name.startsWith("=") ? name.substring(1) : name)
                .findFirst()
                .orElse("");
    }

    /** The same with another verb. */
    public RequestInfo withVerb(String other) {
        return new RequestInfo(other, group, version, resource, subresource, namespace, name, path);
    }

    /** Where the object is that it is about. */
    public ObjectKey key(ResourceType type) {
        return new ObjectKey(type.namespaced() ? namespace : "", name);
    }

    /** Whether it is about objects, rather than a path such as {@code /version}. */
    public boolean isForResource() {
        return !resource.isEmpty();
    }

    /** The question to the authorizer. */
    public AccessRequest question() {
        AccessRequest.Builder question = AccessRequest.asReceived().verb(verb);
        if (!isForResource()) {
            return question.path(path).build();
        }
        return question.apiGroup(group)
                .resource(resource)
                .subresource(present(subresource))
                .namespace(present(namespace))
                .name(present(name))
                .build();
    }

    private static Optional<String> present(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }
}
