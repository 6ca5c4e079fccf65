package io.github.accessentries.audit;

import io.github.accessentries.authz.AccessRequest;
import io.github.accessentries.internal.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the parts of a request can stand in a rule that is then for this request and for no other. */
final class RuleText {

    /** More than a name or a path has that Kubernetes takes. */
    private static final int MOST = 1000;

    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    private RuleText() {}

    /** Why not; empty if they can. */
    static Optional<String> problem(AccessRequest request) {
        List<String> parts = Stream.of(
                        Optional.of(request.verb()),
                        Optional.of(request.apiGroup()),
                        Optional.of(request.resource()),
                        request.subresource(),
                        request.name(),
                        request.path())
                .flatMap(Optional::stream)
                .toList();
        if (parts.stream().anyMatch(part -> part.length() > MOST)) {
            return Optional.of("a part of it is longer than " + MOST + " characters");
        }
        if (parts.stream().anyMatch(part -> part.indexOf('*') >= 0)) {
            return Optional.of("it has a star, which would be a wildcard: " + request);
        }
        if (parts.stream().anyMatch(part -> PlainText.hidesSomething(part) || (part.isBlank() && !part.isEmpty()))) {
            return Optional.of("it has characters that nobody sees: " + request);
        }
        boolean hasSlash = request.verb().indexOf('/') >= 0
                || request.resource().indexOf('/') >= 0
                || request.subresource().orElse("").indexOf('/') >= 0;
        if (hasSlash) {
            return Optional.of("a slash stands where none can: " + request);
        }
        return request.namespace()
                .filter(namespace -> !NAMESPACE.matcher(namespace).matches())
                .map(namespace -> "no namespace can have this name: " + request);
    }
}
