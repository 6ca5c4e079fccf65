package io.github.accessentries.internal.command;

import io.github.accessentries.authz.AccessRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where and on what something is wanted. */
final class RequestOptions {

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "The namespace. Default: the whole cluster.")
    private @Nullable String namespace;

    @Option(names = "--name", paramLabel = "OBJECT", description = "The name of the object. Default: any.")
    private @Nullable String name;

    AccessRequest request(String verb, String resource) {
        AccessRequest request =
                resource.startsWith("/") ? AccessRequest.ofPath(verb, resource) : AccessRequest.of(verb, resource);
        if (namespace != null) {
            request = request.inNamespace(namespace);
        }
        return name == null ? request : request.named(name);
    }

    Optional<String> namespace() {
        return Optional.ofNullable(namespace);
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }
}
