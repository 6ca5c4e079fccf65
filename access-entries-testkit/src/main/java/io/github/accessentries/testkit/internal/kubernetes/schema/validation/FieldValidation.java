package io.github.accessentries.testkit.internal.kubernetes.schema.validation;

import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFault;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults;
import io.github.accessentries.testkit.internal.kubernetes.fault.ApiFaults.Cause;
import io.github.accessentries.testkit.internal.kubernetes.kind.ResourceType;
import io.github.accessentries.testkit.internal.kubernetes.message.ApiResponse;
import io.github.accessentries.testkit.internal.kubernetes.message.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a request wants to be done about fields that are unknown, or there twice. */
public enum FieldValidation {
    /** They are refused. */
    STRICT("Strict"),
    /** They are told in the answer's {@code Warning} headers; so it is if a request says nothing. */
    WARN("Warn"),
    /** Nothing is said. */
    IGNORE("Ignore");

    private static final String WARNING = "Warning";
    private static final String PARAMETER = "fieldValidation";
    private static final String STRICT_ERROR = "strict decoding error: ";

    private final String word;

    FieldValidation(String word) {
        this.word = word;
    }

    /**
     * What a request wants.
     *
     * @param query its parameters
     * @param options the kind of its options, for example {@code CreateOptions}
     * @throws ApiFault if it wants what there is not
     */
    public static FieldValidation of(Query query, String options) {
        Optional<String> wanted = query.first(PARAMETER);
        if (wanted.isEmpty()) {
            return WARN;
        }
        return Arrays.stream(values())
                .filter(each -> each.word.equals(wanted.get()))
                .findFirst()
                .orElseThrow(() -> ApiFaults.invalid(
                        kind("meta.k8s.io", options),
                        "",
                        List.of(Cause.unsupported(
                                PARAMETER, '"' + wanted.get() + '"', List.of("", "Ignore", "Strict", "Warn")))));
    }

    /** Kubernetes says of what such a refusal is only by group and kind. */
    private static ResourceType kind(String group, String kind) {
        return new ResourceType(group, "v1", "", kind, "", false, List.of(), List.of(), Set.of(), Set.of());
    }

    /**
     * Settles the problems of a body of a creation or update.
     *
     * @param type its kind
     * @param problems what is wrong
     * @return what to warn of
     * @throws ApiFault if there is something, and it is to be refused
     */
    public List<String> settle(ResourceType type, List<String> problems) {
        if (this == STRICT && !problems.isEmpty()) {
            throw ApiFaults.badRequest(ObjectDecoder.unhandled(
                    type.apiVersion(), type.kind(), STRICT_ERROR + String.join(", ", problems)));
        }
        return this == WARN ? problems : List.of();
    }

    /**
     * Settles the problems of what a patch has made. Kubernetes quotes the patched object in its refusal, which may be secret;
     * here it is left out.
     *
     * @param problems what is wrong
     * @return what to warn of
     * @throws ApiFault if there is something, and it is to be refused
     */
    public List<String> settlePatch(List<String> problems) {
        if (this == STRICT && !problems.isEmpty()) {
            Cause cause = Cause.invalid("patch", "\"{…}\"", STRICT_ERROR + String.join(", ", problems));
            throw ApiFaults.invalid(kind("", ""), "", List.of(cause));
        }
        return this == WARN ? problems : List.of();
    }

    /** Adds warnings to an answer, as kubectl prints them: one header, in which commas part them. */
    public static ApiResponse warn(ApiResponse response, List<String> warnings) {
        if (warnings.isEmpty()) {
            return response;
        }
        String added = warnings.stream()
                .map(warning -> "299 - \"" + quoted(warning) + '"')
                .collect(Collectors.joining(", "));
        return response.withHeader(
                WARNING,
                response.headers()
                        .first(WARNING)
                        .map(before -> before + ", " + added)
                        .orElse(added));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\');
            }
            quoted.appendCodePoint(Character.isISOControl(character) ? ' ' : character);
        });
        return quoted.toString();
    }
}
